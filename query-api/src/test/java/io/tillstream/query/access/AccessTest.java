package io.tillstream.query.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.http.Cookies;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tillstream.query.database.RecordingDatabase;
import io.tillstream.query.support.Endpoint;
import io.tillstream.query.support.TablesResource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is let in, to what, and what is written down of it; over HTTP, with access guarded as in a real installation. */
@QuarkusTest
@TestProfile(AccessTest.Own.class)
class AccessTest extends CompanyQuestions {

    private static final String ADMIN = "Root Administrator";
    private static final String PASSWORD = "seven green teapots";
    private static final Map<String, String> KEYS = new HashMap<>();

    /** A service and a database of its own. */
    public static final class Own implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(TablesResource.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(RecordingDatabase.class);
        }
    }

    @ConfigProperty(name = "tillstream.database.port")
    int databasePort;

    @ConfigProperty(name = "tillstream.access.first-admin-file")
    Path firstAdminFile;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    @BeforeEach
    void awaitAdministrator() throws IOException {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
        if (KEYS.isEmpty()) {
            becomeFirstAdmin();
        }
    }

    private void becomeFirstAdmin() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(firstAdminFile)))
                .isEqualTo("rw-------");
        String link = Files.readString(firstAdminFile).strip();
        String token = link.substring(link.indexOf("#first-admin=") + "#first-admin=".length());
        Map<String, String> weak = Map.of("token", token, "name", ADMIN, "password", "short");
        post(given(), "/api/v1/access/first-admin", weak).then().statusCode(400).body("parameter", equalTo("password"));
        Map<String, String> draft = Map.of("token", token, "name", ADMIN, "password", PASSWORD);
        Response first = post(given(), "/api/v1/access/first-admin", draft);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.jsonPath().getList("roles")).contains("admin", "personal_data");
        post(given(), "/api/v1/access/first-admin", draft)
                .then()
                .statusCode(410)
                .body("code", equalTo("link_used"));
        for (String role : new String[] {"viewer", "analyst", "admin"}) {
            KEYS.put(role, key("plain " + role, role, false));
        }
        KEYS.put("ingest", key("shop", "ingest", false));
    }

    private RequestSpecification as(String role) {
        return given().header("Authorization", "Bearer " + KEYS.get(role));
    }

    private static RequestSpecification service() {
        return given().header("Authorization", "Bearer " + TablesResource.SERVICE_KEY);
    }

    private static Response post(RequestSpecification who, String path, Object body) {
        return who.contentType(ContentType.JSON).body(body).post(path);
    }

    private static String key(String name, String scope, boolean personal) {
        Response made =
                post(service(), "/api/v1/keys", Map.of("name", name, "scope", scope, "personal_data", personal));
        assertThat(made.statusCode()).isEqualTo(201);
        return made.jsonPath().getString("secret");
    }

    private static Response signIn(String name, String password) {
        return post(given(), "/api/v1/access/login", Map.of("name", name, "password", password, "bearer", true));
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + databasePort + "/tillstream?currentSchema=tillstream",
                        "tillstream",
                        "test");
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    @Test
    void shouldLetNobodyInAnywhereWithoutSigningIn() {
        for (Endpoint endpoint : Endpoint.all()) {
            if ("".equals(endpoint.role())) {
                continue;
            }
            Response answer = given().contentType(ContentType.JSON).request(endpoint.verb(), endpoint.path());
            assertThat(answer.statusCode()).describedAs(endpoint.toString()).isEqualTo(401);
            answer.then()
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", "Bearer")
                    .body("code", equalTo("not_signed_in"));
        }
        for (String wrong :
                new String[] {"tsk_guess", "a.b.c", "", TablesResource.SERVICE_KEY + "0", "x".repeat(5_000)}) {
            Response answer = given().header("Authorization", "Bearer " + wrong).get("/api/v1/kpis");
            assertThat(answer.statusCode()).describedAs(wrong).isEqualTo(401);
        }
    }

    @Test
    void shouldRefuseEveryEndpointOfAHigherRole() {
        for (Endpoint endpoint : Endpoint.all()) {
            String role = String.valueOf(endpoint.role());
            if (role.isEmpty()) {
                continue;
            }
            for (String lower : KEYS.keySet()) {
                if (Roles.of(lower, Sight.NONE).contains(role)) {
                    continue;
                }
                Response answer = as(lower).contentType(ContentType.JSON).request(endpoint.verb(), endpoint.path());
                assertThat(answer.statusCode())
                        .describedAs("%s as %s", endpoint, lower)
                        .isEqualTo(403);
                assertThat(answer.jsonPath().getString("code")).isEqualTo("not_allowed");
            }
        }
    }

    @Test
    void shouldLetEveryRoleReadWhatItMay() {
        for (Endpoint endpoint : Endpoint.all()) {
            String role = String.valueOf(endpoint.role());
            if (endpoint.verb().equals("GET") && KEYS.containsKey(role)) {
                assertThat(as(role).get(endpoint.path()).statusCode())
                        .describedAs(endpoint.toString())
                        .isNotIn(401, 403, 500);
            }
        }
        service().get("/api/v1/access/ingest-keys").then().statusCode(200).body("items.name", hasItem("shop"));
    }

    @Test
    void shouldSayTheSameOfAWrongNameAndAWrongPasswordAndLockBoth() {
        assertThat(signIn(ADMIN, PASSWORD).statusCode()).isEqualTo(200);
        Response wrongName = signIn("nobody", PASSWORD);
        key("for the lock", "viewer", false);
        Response user = post(service(), "/api/v1/users", Map.of("name", "Locked", "role", "viewer"));
        setPassword(user);
        Response wrongPassword = signIn("locked", "not the password");
        assertThat(wrongName.statusCode()).isEqualTo(401);
        assertThat(wrongPassword.asString()).isEqualTo(wrongName.asString());
        for (String name : new String[] {"locked", "nobody"}) {
            for (int i = 0; i < 4; i++) {
                assertThat(signIn(name, "not the password").statusCode()).isEqualTo(401);
            }
            Response locked = signIn(name, PASSWORD);
            assertThat(locked.statusCode()).isEqualTo(429);
            assertThat(Integer.parseInt(locked.header("Retry-After"))).isBetween(1, 901);
        }
    }

    /** Follows the link of a new user. */
    private static Response setPassword(Response created) {
        assertThat(created.statusCode()).isEqualTo(201);
        String link = created.jsonPath().getString("link.url");
        String token = link.substring(link.indexOf("#link=") + "#link=".length());
        Response set = post(given(), "/api/v1/access/password-by-link", Map.of("token", token, "password", PASSWORD));
        assertThat(set.statusCode()).isEqualTo(200);
        return set;
    }

    @Test
    void shouldRotateTokensAndEndASessionWhoseTokenIsUsedAgain() throws SQLException {
        Response first = signIn(ADMIN, PASSWORD);
        assertThat(first.header("Set-Cookie")).isNull();
        String stolen = first.jsonPath().getString("refresh_token");
        Response second = post(given(), "/api/v1/access/refresh", Map.of("refresh_token", stolen));
        assertThat(second.statusCode()).isEqualTo(200);
        String access = second.jsonPath().getString("access_token");
        String next = second.jsonPath().getString("refresh_token");
        assertThat(next).isNotEqualTo(stolen);
        given().header("Authorization", "Bearer " + access)
                .get("/api/v1/access/me")
                .then()
                .statusCode(200)
                .header("RateLimit-Limit", Integer.toString(TablesResource.REQUESTS_PER_MINUTE))
                .header("RateLimit-Remaining", notNullValue())
                .header("RateLimit-Reset", notNullValue())
                .body("name", equalTo(ADMIN))
                .body("kind", equalTo("user"))
                .body("mode", equalTo("required"))
                .body("roles", hasItems("viewer", "analyst", "admin", "personal_data"));

        sql("UPDATE access_sessions SET used_at = used_at - interval '1 minute' WHERE used_at IS NOT NULL");
        post(given(), "/api/v1/access/refresh", Map.of("refresh_token", stolen))
                .then()
                .statusCode(401)
                .body("code", equalTo("session_ended"));
        post(given(), "/api/v1/access/refresh", Map.of("refresh_token", next))
                .then()
                .statusCode(401);
        given().header("Authorization", "Bearer " + access)
                .get("/api/v1/access/me")
                .then()
                .statusCode(401);
        service()
                .get("/api/v1/audit-log?action=session.token_reused")
                .then()
                .body("items[0].actor", equalTo(ADMIN))
                .body("items[0].outcome", equalTo("refused"));
    }

    @Test
    void shouldKeepTheSessionOfThePageInCookiesThatOnlyItsOwnPageUses() {
        Response signedIn = post(given(), "/api/v1/access/login", Map.of("name", ADMIN, "password", PASSWORD));
        assertThat(signedIn.jsonPath().getString("access_token")).isNull();
        for (String cookie : signedIn.headers().getValues("Set-Cookie")) {
            assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");
        }
        assertThat(signedIn.detailedCookie("tillstream_refresh").getPath()).isEqualTo("/api/v1/access");
        Cookies cookies = signedIn.detailedCookies();
        given().cookies(cookies).get("/api/v1/access/me").then().statusCode(200).header("Cache-Control", "no-store");

        given().cookies(cookies)
                .post("/api/v1/access/ticket")
                .then()
                .statusCode(403)
                .body("code", equalTo("other_origin"));
        given().cookies(cookies)
                .header("Origin", "https://evil.example")
                .post("/api/v1/access/ticket")
                .then()
                .statusCode(403);
        given().cookies(cookies)
                .header("Origin", root.getScheme() + "://" + root.getAuthority())
                .contentType(ContentType.JSON)
                .post("/api/v1/access/ticket")
                .then()
                .statusCode(200)
                .body("ticket", notNullValue());
        Response out = given().cookies(cookies)
                .header("Origin", "http://127.0.0.1:8080")
                .contentType(ContentType.JSON)
                .post("/api/v1/access/logout");
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.getCookie("tillstream_access")).isEmpty();
        given().cookies(cookies).get("/api/v1/access/me").then().statusCode(401);
    }

    @Test
    void shouldMaskWhatIsInQuarantine() throws SQLException {
        sql(
                "INSERT INTO quarantine VALUES ('q-1', now(), true, 'o', 'log', NULL, 'email', 'r', 'g', 'email', 'r', NULL, NULL, NULL,"
                        + " '{\"email\":\"ann@example.org\",\"note\":\"write to ann@example.org\"}', 1, 'waiting') ON CONFLICT DO NOTHING");
        as("analyst")
                .get("/api/v1/quarantine/q-1")
                .then()
                .statusCode(200)
                .body("text", equalTo("***"))
                .body("document.email", equalTo("***"))
                .body("document.note", equalTo("write to ***"));
        service()
                .get("/api/v1/quarantine/q-1")
                .then()
                .body("text", containsString("ann@example.org"))
                .body("document.email", equalTo("ann@example.org"));
    }

    @Test
    void shouldMaskPersonalDataAndNoteWhoSawThem() throws SQLException {
        sql("INSERT INTO customers (customer_id, name, email) VALUES ('ann', 'Ann Example', 'ann@example.org')"
                + " ON CONFLICT DO NOTHING");
        as("admin")
                .get("/api/v1/customers/ann")
                .then()
                .statusCode(200)
                .body("name", equalTo("***"))
                .body("email", equalTo("***"))
                .body("phone", nullValue());
        String seeing = key("sees people", "viewer", true);
        for (int i = 0; i < 2; i++) {
            given().header("Authorization", "Bearer " + seeing)
                    .get("/api/v1/customers/ann")
                    .then()
                    .body("name", equalTo("Ann Example"))
                    .body("email", equalTo("ann@example.org"));
        }
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> as("admin")
                .get("/api/v1/audit-log?action=personal_data.read")
                .then()
                .body("items.actor", hasItem("sees people"))
                .body("items.target", hasItem("/api/v1/customers/ann")));
        String log = as("admin").get("/api/v1/audit-log/export").asString();
        assertThat(log).doesNotContain("Ann Example", "ann@example.org", seeing, PASSWORD);
        assertThat(log.lines().filter(line -> line.contains("personal_data.read") && line.contains("sees people")))
                .hasSizeBetween(1, 2)
                .allMatch(line -> line.startsWith("{\"id\":"));
    }

    @Test
    void shouldShowEachKindOfPersonalDataToThoseWhoMaySeeIt() throws SQLException {
        sql(
                "INSERT INTO customers (customer_id, name, email, first_seen_at, last_seen_at, fresh_through) VALUES"
                        + " ('writer', 'Will Quillfeather', 'will@example.org', now(), now(), now()) ON CONFLICT DO NOTHING",
                "INSERT INTO feedback_entries (source_partition, source_offset, event_id, customer_id, at, day, type, rating, text, channel)"
                        + " VALUES (77, 1, 'w-1', 'writer', '2024-03-01T10:00:00Z', '2024-03-01', 'review', 5, 'Ask Will of Elm Road', 'web')"
                        + " ON CONFLICT DO NOTHING",
                "INSERT INTO events (customer_id, occurred_at, event_id, action, details, properties, appended_at) VALUES"
                        + " ('writer', '2024-03-01T10:00:00Z', 'w-1', 'feedback_given', '{\"type\":\"review\"}', NULL, now()),"
                        + " ('writer', '2024-03-01T11:00:00Z', 'w-2', 'ticket_opened', '{\"category\":\"delivery\"}',"
                        + " '{\"subject\":\"Lost on Elm Road\",\"parcels\":[7,\"of Will\"]}', now()),"
                        + " ('writer', '2024-03-01T12:00:00Z', 'w-3', 'page_view', '{}', '{\"theme\":\"dark\"}', now()) ON CONFLICT DO NOTHING",
                "INSERT INTO quarantine VALUES ('q-words', now(), true, 'o', 'log', NULL, 'rating', 'r', 'g', 'rating', 'r', NULL, NULL, NULL,"
                        + " '{\"properties\":{\"text\":\"Ask Will of Elm Road\",\"rating\":\"five\"}}', 1, 'waiting') ON CONFLICT DO NOTHING");
        Map<String, String> callers = Map.of(
                "none", String.valueOf(KEYS.get("admin")),
                "contacts", key("sees contacts", List.of("contacts")),
                "texts", key("sees texts", List.of("texts")),
                "both", key("sees both", List.of("texts", "contacts")));
        callers.forEach((who, secret) -> {
            boolean contacts = who.equals("contacts") || who.equals("both");
            boolean texts = who.equals("texts") || who.equals("both");
            bearer(secret)
                    .get("/api/v1/customers/writer")
                    .then()
                    .statusCode(200)
                    .body("name", equalTo(contacts ? "Will Quillfeather" : "***"))
                    .body("email", equalTo(contacts ? "will@example.org" : "***"));
            bearer(secret)
                    .get("/api/v1/customers?search=quill")
                    .then()
                    .body("items.customer_id", equalTo(contacts ? List.of("writer") : List.of()));
            String words = texts ? "Ask Will of Elm Road" : "***";
            bearer(secret)
                    .get("/api/v1/feedback?customer=writer")
                    .then()
                    .statusCode(200)
                    .body("items.text", equalTo(List.of(words)))
                    .body("items.rating", equalTo(List.of(5)));
            assertThat(bearer(secret)
                            .get("/api/v1/feedback?customer=writer&format=csv&fields=text,rating")
                            .asString()
                            .lines())
                    .containsExactly("text,rating", words + ",5");
            JsonPath timeline = bearer(secret)
                    .get("/api/v1/customers/writer/timeline?action=ticket_opened")
                    .jsonPath();
            assertThat(timeline.getString("items[0].properties.subject")).isEqualTo(texts ? "Lost on Elm Road" : "***");
            assertThat(timeline.getList("items[0].properties.parcels"))
                    .isEqualTo(List.of(7, texts ? "of Will" : "***"));
            assertThat(timeline.getString("items[0].details.category")).isEqualTo("delivery");
            JsonPath all = bearer(secret)
                    .get("/api/v1/customers/writer/timeline?to=2024-03-01")
                    .jsonPath();
            assertThat(all.getString("items.find { it.event_id == 'w-1' }.text"))
                    .isEqualTo(words);
            assertThat(all.getString("items.find { it.event_id == 'w-3' }.properties.theme"))
                    .isEqualTo("dark");
        });
        RequestSpecification analyst = bearer(post(
                        service(),
                        "/api/v1/keys",
                        Map.of(
                                "name",
                                "mends",
                                "scope",
                                "analyst",
                                "personal_data",
                                true,
                                "personal_kinds",
                                List.of("contacts")))
                .jsonPath()
                .getString("secret"));
        analyst.get("/api/v1/quarantine/q-words")
                .then()
                .statusCode(200)
                .body("text", equalTo("***"))
                .body("document.properties.text", equalTo("***"))
                .body("document.properties.rating", equalTo("five"));
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(looks("sees texts"))
                    .isEqualTo(Map.of("/api/v1/feedback", "texts", "/api/v1/customers/writer/timeline", "texts"));
            assertThat(looks("sees contacts"))
                    .isEqualTo(Map.of("/api/v1/customers/writer", "contacts", "/api/v1/customers", "contacts"));
        });
        assertThat(as("admin").get("/api/v1/audit-log/export").asString()).doesNotContain("Elm Road", "Quillfeather");
    }

    /** What somebody looked at, and the kind. */
    private Map<String, String> looks(String actor) {
        Map<String, String> looks = new HashMap<>();
        as("admin")
                .queryParam("actor", actor)
                .get("/api/v1/audit-log")
                .jsonPath()
                .<Map<String, String>>getList("items")
                .forEach(look -> looks.put(look.get("target"), look.get("details")));
        return looks;
    }

    @Test
    void shouldKeepWhichKindsSomebodySees() {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("personal_kinds", List.of("texts")),
                Map.of("personal_data", false, "personal_kinds", List.of("texts")),
                Map.of("personal_data", true, "personal_kinds", List.of()),
                Map.of("personal_data", true, "personal_kinds", List.of("faces")))) {
            Map<String, Object> draft = new HashMap<>(wrong);
            draft.put("name", "Wrong");
            draft.put("role", "viewer");
            post(service(), "/api/v1/users", draft).then().statusCode(400).body("parameter", equalTo("personal_kinds"));
        }
        Response created = post(
                service(),
                "/api/v1/users",
                Map.of("name", "Tess", "role", "viewer", "personal_data", true, "personal_kinds", List.of("texts")));
        assertThat(created.jsonPath().getList("user.personal_kinds")).isEqualTo(List.of("texts"));
        given().cookies(setPassword(created).detailedCookies())
                .get("/api/v1/access/me")
                .then()
                .body("roles", equalTo(List.of("personal_texts", "viewer")));
        Response signedIn = signIn("Tess", PASSWORD);
        assertThat(signedIn.jsonPath().getList("roles")).isEqualTo(List.of("personal_texts", "viewer"));
        String refresh = signedIn.jsonPath().getString("refresh_token");
        assertThat(post(given(), "/api/v1/access/refresh", Map.of("refresh_token", refresh))
                        .jsonPath()
                        .getList("roles"))
                .isEqualTo(List.of("personal_texts", "viewer"));
        String address = "/api/v1/users/" + created.jsonPath().getLong("user.id");
        service()
                .contentType(ContentType.JSON)
                .header("If-Match", service().get(address).header("ETag"))
                .body(Map.of("name", "Tess", "role", "viewer", "personal_data", true))
                .put(address)
                .then()
                .statusCode(200)
                .body("personal_data", is(true))
                .body("personal_kinds", nullValue());
        service()
                .get("/api/v1/audit-log?limit=200&action=user.created")
                .then()
                .body("items.find { it.target == 'user Tess' }.details", equalTo("role viewer, sees texts"));
    }

    private static RequestSpecification bearer(String secret) {
        return given().header("Authorization", "Bearer " + secret);
    }

    private static String key(String name, List<String> kinds) {
        Response made = post(
                service(),
                "/api/v1/keys",
                Map.of("name", name, "scope", "viewer", "personal_data", true, "personal_kinds", kinds));
        assertThat(made.statusCode()).isEqualTo(201);
        return made.jsonPath().getString("secret");
    }

    @Test
    void shouldFindPeopleByNameOnlyForThoseWhoMaySeeNames() throws SQLException {
        sql("INSERT INTO customers (customer_id, name, email, first_seen_at, last_seen_at, fresh_through) VALUES"
                + " ('find-1', 'Zoë van der Berg', 'Z.Berg@example.org', now(), now(), now()),"
                + " ('find-2', '100% Zorn_', NULL, now(), now(), now()) ON CONFLICT DO NOTHING");
        String seeing = key("searches people", "viewer", true);
        Map<String, List<String>> found = Map.of(
                "find-", List.of("find-1", "find-2"),
                "Zoë V", List.of("find-1"),
                "berg", List.of("find-1"),
                "z.berg@", List.of("find-1"),
                "100%", List.of("find-2"),
                "der", List.of(),
                "%", List.of(),
                "FIND-1", List.of());
        found.forEach((text, ids) -> {
            given().header("Authorization", "Bearer " + seeing)
                    .queryParam("search", text)
                    .queryParam("sort", "customer_id")
                    .get("/api/v1/customers")
                    .then()
                    .statusCode(200)
                    .body("items.customer_id", equalTo(ids));
            as("admin")
                    .queryParam("search", text)
                    .queryParam("sort", "customer_id")
                    .get("/api/v1/customers")
                    .then()
                    .body("items.customer_id", equalTo(text.equals("find-") ? ids : List.of()));
        });
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> as("admin")
                .queryParam("actor", "searches people")
                .get("/api/v1/audit-log")
                .then()
                .body("items.action", equalTo(List.of("personal_data.read")))
                .body("items.target", equalTo(List.of("/api/v1/customers"))));
        assertThat(as("admin").get("/api/v1/audit-log/export").asString()).doesNotContain("berg", "Berg");
    }

    @Test
    void shouldListSessionsAndEndOne() {
        Response created = post(service(), "/api/v1/users", Map.of("name", "Sid", "role", "viewer"));
        Cookies session = setPassword(created).detailedCookies();
        given().cookies(session).get("/api/v1/kpis").then().statusCode(200);
        given().cookies(session).get("/api/v1/users/sessions").then().statusCode(403);
        JsonPath open = as("admin").get("/api/v1/users/sessions").jsonPath();
        String number = open.getString("items.find { it.user_name == 'Sid' }.session");
        assertThat(Instant.parse(open.getString("items.find { it.user_name == 'Sid' }.expires_at")))
                .isAfter(Instant.parse(open.getString("items.find { it.user_name == 'Sid' }.renewed_at")));

        as("admin").delete("/api/v1/users/sessions/" + number).then().statusCode(204);

        given().cookies(session).get("/api/v1/kpis").then().statusCode(401);
        as("admin").get("/api/v1/users/sessions").then().body("items.user_name", not(hasItem("Sid")));
        as("admin").delete("/api/v1/users/sessions/" + number).then().statusCode(404);
        as("admin")
                .queryParam("action", "session.ended")
                .queryParam("actor", "plain admin")
                .get("/api/v1/audit-log")
                .then()
                .body("items.target", hasItem("session of user Sid"));
    }

    @Test
    void shouldKeepUsersAgainstTwoAdministratorsAndKeepAnAdministrator() {
        Response created = post(service(), "/api/v1/users", Map.of("name", "Vera", "role", "viewer"));
        String address = "/api/v1/users/" + created.jsonPath().getLong("user.id");
        Cookies session = setPassword(created).detailedCookies();
        given().cookies(session).get("/api/v1/kpis").then().statusCode(200);
        given().cookies(session).get("/api/v1/users").then().statusCode(403);
        post(service(), "/api/v1/users", Map.of("name", "vera", "role", "admin"))
                .then()
                .statusCode(409)
                .body("code", equalTo("name_taken"));
        post(service(), "/api/v1/users", Map.of("name", "x", "role", "king"))
                .then()
                .statusCode(400)
                .body("parameter", equalTo("role"));

        Map<String, Object> change = Map.of("name", "Vera", "role", "analyst");
        String tag = service().get(address).header("ETag");
        service().contentType(ContentType.JSON).body(change).put(address).then().statusCode(428);
        service()
                .contentType(ContentType.JSON)
                .header("If-Match", tag)
                .body(change)
                .put(address)
                .then()
                .statusCode(200);
        service()
                .contentType(ContentType.JSON)
                .header("If-Match", tag)
                .body(change)
                .put(address)
                .then()
                .statusCode(412)
                .body("code", equalTo("changed_meanwhile"));
        given().cookies(session).get("/api/v1/kpis").then().statusCode(401);
        service()
                .header("If-Match", service().get(address).header("ETag"))
                .delete(address)
                .then()
                .statusCode(204);
        service().get(address).then().statusCode(404);
        assertThat(signIn("Vera", PASSWORD).statusCode()).isEqualTo(401);

        String admin = "/api/v1/users/"
                + service().get("/api/v1/users").jsonPath().getLong("items.find { it.name == '" + ADMIN + "' }.id");
        service()
                .header("If-Match", service().get(admin).header("ETag"))
                .delete(admin)
                .then()
                .statusCode(409)
                .body("code", equalTo("last_admin"));
        service()
                .get("/api/v1/audit-log?limit=200")
                .then()
                .body("items.action", hasItems("user.created", "user.changed", "user.removed", "user.first_admin"));
    }

    @Test
    void shouldShowAKeyOnceAndEndItWhenRevokedOrExpired() throws SQLException {
        String secret = key("short-lived", "viewer", false);
        RequestSpecification program = given().header("Authorization", "Bearer " + secret);
        program.get("/api/v1/kpis").then().statusCode(200);
        String listed = service().get("/api/v1/keys").asString();
        assertThat(listed).contains("short-lived").doesNotContain(secret, secret.substring(10));
        String address = "/api/v1/keys/"
                + service().get("/api/v1/keys").jsonPath().getLong("items.find { it.name == 'short-lived' }.id");
        service()
                .header("If-Match", service().get(address).header("ETag"))
                .delete(address)
                .then()
                .statusCode(204);
        given().header("Authorization", "Bearer " + secret)
                .get("/api/v1/kpis")
                .then()
                .statusCode(401);

        String old = key("expired", "viewer", false);
        sql("UPDATE access_keys SET expires_at = now() - interval '1 second' WHERE name = 'expired'");
        given().header("Authorization", "Bearer " + old)
                .get("/api/v1/kpis")
                .then()
                .statusCode(401);
        post(service(), "/api/v1/keys", Map.of("name", "endless", "scope", "viewer", "expires_in_days", 366))
                .then()
                .statusCode(400)
                .body("parameter", equalTo("expires_in_days"));
    }

    @Test
    void shouldNameTheRowOfTheAuditLogThatWasChanged() throws SQLException {
        key("to be hushed up", "viewer", false);
        as("admin").get("/api/v1/audit-log/verify").then().statusCode(200).body("intact", is(true));
        assertThatThrownBy(() -> sql("UPDATE audit_log SET actor = 'somebody else'"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> sql("GRANT DELETE ON audit_log TO CURRENT_USER", "DELETE FROM audit_log"))
                .hasMessageContaining("audit_log takes new rows only");
        int victim = as("admin")
                .get("/api/v1/audit-log?limit=200")
                .jsonPath()
                .getInt("items.find { it.target == 'key to be hushed up' }.id");
        String off = "ALTER TABLE audit_log DISABLE TRIGGER audit_log_is_append_only";
        String on = "ALTER TABLE audit_log ENABLE TRIGGER audit_log_is_append_only";
        String rights = "GRANT UPDATE ON audit_log TO CURRENT_USER";
        sql(off, rights, "UPDATE audit_log SET target = 'key of somebody else' WHERE id = " + victim, on);
        as("admin")
                .get("/api/v1/audit-log/verify")
                .then()
                .body("intact", is(false))
                .body("entries", is(victim - 1))
                .body("fault.id", is(victim))
                .body("fault.what", containsString("not what was hashed"));
        sql(off, "UPDATE audit_log SET target = 'key to be hushed up' WHERE id = " + victim, on);
        sql("REVOKE UPDATE, DELETE ON audit_log FROM CURRENT_USER");
        as("admin")
                .get("/api/v1/audit-log/verify")
                .then()
                .body("intact", is(true))
                .body("fault", nullValue());
    }

    @Test
    void shouldPublishOnlyThePublicHalvesOfItsKeys() {
        given().get("/api/v1/access/jwks")
                .then()
                .statusCode(200)
                .body("keys[0].kty", equalTo("EC"))
                .body("keys[0].crv", equalTo("P-256"))
                .body("keys[0].d", nullValue());
    }

    @Test
    void shouldTellBrowsersToBeCareful() {
        given().header("Origin", "https://evil.example")
                .get("/api/v1/access/jwks")
                .then()
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Access-Control-Allow-Origin", nullValue())
                .header("Strict-Transport-Security", nullValue());
        given().header("X-Forwarded-Proto", "https")
                .get("/api/v1/access/jwks")
                .then()
                .header("Strict-Transport-Security", not(nullValue()));
    }

    @Test
    void shouldTellAKeyThatAsksTooOftenWhenToComeAgain() throws Exception {
        String busy = key("busy", "viewer", false);
        HttpRequest request = HttpRequest.newBuilder(root.resolve("/api/v1/metrics/measures"))
                .header("Authorization", "Bearer " + busy)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> first = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.headers().firstValueAsLong("RateLimit-Limit"))
                    .hasValue(TablesResource.REQUESTS_PER_MINUTE);
            HttpResponse<String> last = first;
            // what is allowed comes back bit by bit, so a slow machine may ask more often than the limit
            for (int i = 0; last.statusCode() == 200 && i < 10 * TablesResource.REQUESTS_PER_MINUTE; i++) {
                last = client.send(request, HttpResponse.BodyHandlers.ofString());
            }
            assertThat(last.statusCode()).isEqualTo(429);
            JsonPath problem = new JsonPath(last.body());
            assertThat(problem.getString("code")).isEqualTo("too_many_requests");
            assertThat(last.headers().firstValueAsLong("RateLimit-Remaining")).hasValue(0);
            assertThat(last.headers().firstValueAsLong("RateLimit-Reset").orElseThrow())
                    .isBetween(1L, 60L);
            assertThat(last.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1L, 60L);
        }
        as("viewer").get("/api/v1/metrics/measures").then().statusCode(200);
    }
}
