package io.tillstream.query.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.http.ContentType;
import io.restassured.http.Cookies;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tillstream.query.support.TablesResource;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** People and programs of a company, whose identity provider is a real one that runs beside. */
abstract class CompanyQuestions extends SavedThings {

    @ConfigProperty(name = "tillstream.access.company.issuer")
    URI issuer;

    private static RequestSpecification browser() {
        return given().redirects().follow(false).urlEncodingEnabled(false);
    }

    private static RequestSpecification service() {
        return given().header("Authorization", "Bearer " + TablesResource.SERVICE_KEY)
                .contentType(ContentType.JSON);
    }

    /** What the provider sends back with: the query of the address. */
    private static String atProvider(Response begun, String user, String claims) {
        Response back = browser()
                .contentType("application/x-www-form-urlencoded")
                .body("username=" + user + "&claims=" + CompanyProvider.encoded(claims))
                .post(begun.header("Location"));
        assertThat(back.statusCode()).as(back.asString()).isEqualTo(302);
        URI address = URI.create(back.header("Location"));
        assertThat(address.toString()).startsWith("http://127.0.0.1:8080/api/v1/access/company/return?");
        return address.getRawQuery();
    }

    private static Response come(String cookie, String query) {
        return browser().cookie("tillstream_company", cookie).get("/api/v1/access/company/return?" + query);
    }

    private static Response signIn(String user, String claims) {
        Response begun = browser().get("/api/v1/access/company");
        assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(302);
        return come(begun.getCookie("tillstream_company"), atProvider(begun, user, claims));
    }

    @Test
    void shouldLetPeopleOfTheCompanyInWithTheRoleThatItsClaimsGive() {
        given().get("/api/v1/access/methods")
                .then()
                .statusCode(200)
                .body("company", is(true))
                .body("password", is(true));
        Response begun = browser().get("/api/v1/access/company");
        Map<String, String> asked = Arrays.stream(
                        URI.create(begun.header("Location")).getRawQuery().split("&"))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(parameter -> parameter[0], parameter -> parameter[1]));
        assertThat(asked).containsEntry("response_type", "code").containsEntry("code_challenge_method", "S256");
        assertThat(asked.get("code_challenge")).hasSize(43);
        assertThat(begun.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax", "Path=/api/v1/access/company");

        String analyst = "{\"preferred_username\":\"Anna\",\"groups\":[\"shop-analysts\",\"canteen\"]}";
        Response first = come(begun.getCookie("tillstream_company"), atProvider(begun, "subject-1", analyst));
        assertThat(first.statusCode()).isEqualTo(302);
        assertThat(first.header("Location")).isEqualTo("http://127.0.0.1:8080/");
        Cookies session = first.detailedCookies();
        given().cookies(session)
                .get("/api/v1/access/me")
                .then()
                .statusCode(200)
                .body("name", equalTo("Anna"))
                .body("kind", equalTo("user"))
                .body("roles", hasItems("viewer", "analyst"))
                .body("roles", not(hasItem("admin")));

        String admin = "{\"preferred_username\":\"Anna Married\",\"groups\":[\"shop-admins\",\"sees-people\"]}";
        Cookies again = signIn("subject-1", admin).detailedCookies();
        given().cookies(again)
                .get("/api/v1/access/me")
                .then()
                .body("name", equalTo("Anna"))
                .body("roles", hasItems("admin", "personal_data"));
        Cookies fewer = signIn(
                        "subject-1", "{\"preferred_username\":\"Anna\",\"groups\":[\"shop-admins\",\"sees-words\"]}")
                .detailedCookies();
        given().cookies(fewer)
                .get("/api/v1/access/me")
                .then()
                .body("roles", hasItems("admin", "personal_texts"))
                .body("roles", not(hasItem("personal_data")));
        service()
                .get("/api/v1/users")
                .then()
                .body("items.find { it.name == 'Anna' }.personal_kinds", equalTo(List.of("texts")));
        // another person of that name is another account
        Cookies namesake = signIn("subject-2", analyst).detailedCookies();
        given().cookies(namesake).get("/api/v1/access/me").then().body("name", equalTo("Anna (2)"));
        service()
                .get("/api/v1/users")
                .then()
                .body("items.findAll { it.issuer != null && it.name.startsWith('Anna') }.size()", is(2))
                .body("items.find { it.name == 'Anna' }.role", equalTo("admin"));
        service()
                .get("/api/v1/audit-log?action=session.began&limit=100")
                .then()
                .body("items.find { it.actor == 'Anna' }.details", startsWith("by http://localhost:"));
    }

    @Test
    void shouldKeepOutWhoHasNoRoleOrIsDisabled() {
        Response stranger = signIn("subject-3", "{\"preferred_username\":\"Guest\",\"groups\":[\"canteen\"]}");
        stranger.then().statusCode(302).header("Location", "http://127.0.0.1:8080/login.html#company=not_allowed");
        assertThat(stranger.getCookie("tillstream_access")).isNull();

        String viewer = "{\"preferred_username\":\"Leaver\",\"groups\":\"shop-viewers\"}";
        assertThat(signIn("subject-4", viewer).getCookie("tillstream_access")).isNotEmpty();
        String address = "/api/v1/users/"
                + service().get("/api/v1/users").jsonPath().getLong("items.find { it.name == 'Leaver' }.id");
        service().post(address + "/link").then().statusCode(409).body("code", equalTo("company_user"));
        service()
                .header("If-Match", service().get(address).header("ETag"))
                .body(Map.of("name", "Leaver", "role", "viewer", "disabled", true))
                .put(address)
                .then()
                .statusCode(200);
        signIn("subject-4", viewer).then().header("Location", "http://127.0.0.1:8080/login.html#company=not_allowed");
    }

    @Test
    void shouldNotTakeACodeOfAnotherBrowserOrTwice() {
        String claims = "{\"preferred_username\":\"Mallory\",\"groups\":\"shop-admins\"}";
        String failed = "http://127.0.0.1:8080/login.html#company=company_sign_in_failed";
        Response begun = browser().get("/api/v1/access/company");
        String cookie = begun.getCookie("tillstream_company");
        String query = atProvider(begun, "subject-5", claims);
        String other = browser().get("/api/v1/access/company").getCookie("tillstream_company");

        come(other, query).then().header("Location", failed);
        come("", query).then().header("Location", failed);
        browser().get("/api/v1/access/company/return").then().header("Location", failed);
        String[] parts = cookie.split("\\.");
        // the provider compares the verifier with the challenge
        come(parts[0] + "." + parts[1] + "." + Secret.random(), query).then().header("Location", failed);

        Response second = browser().get("/api/v1/access/company");
        String kept = second.getCookie("tillstream_company");
        String code = atProvider(second, "subject-5", claims);
        String[] mixed = kept.split("\\.");
        come(mixed[0] + "." + Secret.random() + "." + mixed[2], code).then().header("Location", failed);
        come(kept, code).then().header("Location", failed);
    }

    @Test
    void shouldLetProgramsInByTokensOfTheCompanyForThisApiOnly() {
        String good = token("tillstream-api");
        given().header("Authorization", "Bearer " + good)
                .get("/api/v1/access/me")
                .then()
                .statusCode(200)
                .header("RateLimit-Limit", notNullValue())
                .body("kind", equalTo("company"))
                .body("name", equalTo("nightly"))
                .body("roles", hasItems("viewer", "analyst"));
        given().header("Authorization", "Bearer " + good)
                .get("/api/v1/users")
                .then()
                .statusCode(403);
        String[] parts = good.split("\\.");
        String forged = parts[0] + "." + parts[1] + "." + parts[2].substring(0, parts[2].length() - 6) + "AAAAAA";
        for (String wrong :
                new String[] {token("another-api"), token("no-role"), forged, parts[0] + "." + parts[1] + "."}) {
            given().header("Authorization", "Bearer " + wrong)
                    .get("/api/v1/kpis")
                    .then()
                    .statusCode(401);
        }
    }

    private String token(String scope) {
        return given().redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("grant_type", "client_credentials")
                .formParam("client_id", "robot")
                .formParam("client_secret", "robot's secret")
                .formParam("scope", scope)
                .post(issuer + "/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }
}
