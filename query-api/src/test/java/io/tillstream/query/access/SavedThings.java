package io.tillstream.query.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tillstream.query.database.PlanQuestions;
import io.tillstream.query.support.Tables;
import io.tillstream.query.support.TablesResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people save: whose it is, who sees it, who changes it, and what metrics come to. */
abstract class SavedThings extends PlanQuestions {

    private static final Map<String, String> PEOPLE = new HashMap<>();

    private static RequestSpecification as(String name, String role) {
        String key = PEOPLE.computeIfAbsent(
                name, made -> given().header("Authorization", "Bearer " + TablesResource.SERVICE_KEY)
                        .contentType(ContentType.JSON)
                        .body(Map.of("name", made, "scope", role))
                        .post("/api/v1/keys")
                        .jsonPath()
                        .getString("secret"));
        return given().header("Authorization", "Bearer " + key).contentType(ContentType.JSON);
    }

    private static RequestSpecification ann() {
        return as("ann's program", "analyst");
    }

    private static RequestSpecification bob() {
        return as("bob's program", "analyst");
    }

    private static RequestSpecification viewer() {
        return as("a screen", "viewer");
    }

    private static RequestSpecification admin() {
        return as("the administrator's program", "admin");
    }

    @Test
    void shouldKeepThingsOfOthersFromBeingSeenAndChanged() {
        keep(
                "/api/v1/views",
                Map.of("name", "Mine", "page", "sales", "filters", Map.of(), "shared", false),
                Map.of("name", "Ours", "page", "sales", "filters", Map.of()));
        keep(
                "/api/v1/metrics",
                Map.of("name", "mine", "expression", "orders", "format", "number", "shared", false),
                Map.of("name", "ours", "expression", "orders", "format", "number"));
        admin().get("/api/v1/audit-log?limit=300")
                .then()
                .body("items.action", hasItems("view.created", "view.changed", "view.removed"))
                .body("items.action", hasItems("metric.created", "metric.changed", "metric.removed"))
                .body(
                        "items.find { it.action == 'metric.created' && it.target == 'metric mine' }.actor",
                        equalTo("ann's program"));
    }

    private static void keep(String path, Map<String, Object> own, Map<String, Object> shared) {
        viewer().body(own).post(path).then().statusCode(403);
        Response mine = ann().body(own).post(path);
        assertThat(mine.statusCode()).as(mine.asString()).isEqualTo(201);
        String address = path + "/" + mine.jsonPath().getLong("id");
        mine.then().body("shared", is(false)).body("owner", equalTo("ann's program"));
        String tag = mine.header("ETag");
        ann().get(address).then().statusCode(200).header("ETag", tag);
        for (RequestSpecification other : List.of(bob(), viewer())) {
            other.get(address).then().statusCode(404);
        }
        bob().get(path).then().body("items.name", not(hasItem(own.get("name"))));
        ann().get(path).then().body("items.name", hasItem(own.get("name")));
        bob().header("If-Match", tag).body(own).put(address).then().statusCode(404);
        bob().header("If-Match", tag).delete(address).then().statusCode(404);
        admin().get(address).then().statusCode(200);

        Response ours = ann().body(shared).post(path);
        String common = path + "/" + ours.jsonPath().getLong("id");
        viewer().get(common).then().statusCode(200).body("shared", is(true));
        bob().header("If-Match", ours.header("ETag"))
                .body(shared)
                .put(common)
                .then()
                .statusCode(403)
                .body("code", equalTo("not_allowed"));
        bob().header("If-Match", ours.header("ETag")).delete(common).then().statusCode(403);

        ann().body(shared).put(common).then().statusCode(428).body("code", equalTo("precondition_required"));
        ann().delete(common).then().statusCode(428);
        for (String stale : new String[] {"\"7000\"", "W/\"0\"", "*", "nonsense"}) {
            ann().header("If-Match", stale)
                    .body(shared)
                    .put(common)
                    .then()
                    .statusCode(412)
                    .body("code", equalTo("changed_meanwhile"));
        }
        Map<String, Object> change = new HashMap<>(shared);
        change.put("name", "renamed");
        Response changed =
                ann().header("If-Match", ours.header("ETag")).body(change).put(common);
        changed.then().statusCode(200).body("name", equalTo("renamed"));
        ann().header("If-Match", ours.header("ETag"))
                .body(change)
                .put(common)
                .then()
                .statusCode(412);
        admin().header("If-Match", changed.header("ETag")).delete(common).then().statusCode(204);
        ann().header("If-Match", tag).delete(address).then().statusCode(204);
        ann().get(address).then().statusCode(404);
    }

    @Test
    void shouldLetOnlyTheOwnerChangeASegment() {
        String rule = "{\"name\":\"Ann's\",\"rule\":{\"field\":\"orders\",\"operator\":\">=\",\"value\":%d}}";
        Response made = ann().body(rule.formatted(3)).post("/api/v1/custom-segments");
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        String address = "/api/v1/custom-segments/" + made.jsonPath().getString("id");
        String tag = made.header("ETag");
        viewer().get(address).then().statusCode(200).body("owner", equalTo("ann's program"));
        bob().header("If-Match", tag)
                .body(rule.formatted(4))
                .put(address)
                .then()
                .statusCode(403);
        bob().header("If-Match", tag).delete(address).then().statusCode(403);
        ann().body(rule.formatted(4)).put(address).then().statusCode(428);
        ann().header("If-Match", "\"99\"").delete(address).then().statusCode(412);
        ann().header("If-Match", tag).delete(address).then().statusCode(204);
    }

    @Test
    void shouldRefuseMetricsNamingWhatIsWrong() {
        refused("{\"name\":\"Bad name\",\"expression\":\"1\",\"format\":\"number\"}", "name", "a-z");
        refused("{\"name\":\"orders\",\"expression\":\"1\",\"format\":\"number\"}", "name", "is a measure");
        refused("{\"name\":\"a\",\"expression\":\"1\",\"format\":\"kilo\"}", "format", "money, percent, number");
        refused("{\"name\":\"a\",\"format\":\"number\"}", "expression", "at position 1: the expression is empty");
        refused(
                "{\"name\":\"a\",\"expression\":\"revenu / 2\",\"format\":\"money\"}",
                "expression",
                "did you mean 'revenue'?");
        refused(
                "{\"name\":\"a\",\"expression\":\"1 + a\",\"format\":\"money\"}",
                "expression",
                "at position 5: a circle: a → a");
        refused("{\"name\":\"a\",\"expression\":\"1\",\"format\":\"number\",\"more\":1}", "more", "");
    }

    private static void refused(String draft, String field, String reason) {
        ann().body(draft)
                .post("/api/v1/metrics")
                .then()
                .statusCode(400)
                .body("parameter", equalTo(field))
                .body("detail", containsString(reason));
    }

    @Test
    void shouldKeepMetricsThatReferToEachOtherWhole() {
        Response base = ann().body(Map.of("name", "base", "expression", "revenue / orders", "format", "money"))
                .post("/api/v1/metrics");
        Response top = ann().body(Map.of("name", "top", "expression", "base * 2", "format", "money"))
                .post("/api/v1/metrics");
        assertThat(top.statusCode()).as(top.asString()).isEqualTo(201);
        String address = "/api/v1/metrics/" + base.jsonPath().getLong("id");
        String tag = base.header("ETag");
        ann().header("If-Match", tag).delete(address).then().statusCode(409).body("code", equalTo("in_use"));
        for (Map<String, Object> change : List.<Map<String, Object>>of(
                Map.of("name", "other", "expression", "orders", "format", "money"),
                Map.of("name", "base", "expression", "orders", "format", "money", "shared", false))) {
            ann().header("If-Match", tag).body(change).put(address).then().statusCode(409);
        }
        ann().header("If-Match", tag)
                .body(Map.of("name", "base", "expression", "top + 1", "format", "money"))
                .put(address)
                .then()
                .statusCode(400)
                .body("detail", containsString("a circle: base → top → base"));
        ann().body(Map.of("name", "own", "expression", "base", "format", "money", "shared", false))
                .post("/api/v1/metrics")
                .then()
                .statusCode(201);
        ann().body(Map.of("name", "leaks", "expression", "own", "format", "money"))
                .post("/api/v1/metrics")
                .then()
                .statusCode(400)
                .body("parameter", equalTo("expression"));
        bob().body(Map.of("name", "top", "expression", "orders", "format", "money"))
                .post("/api/v1/metrics")
                .then()
                .statusCode(409)
                .body("code", equalTo("name_taken"));
    }

    @Test
    void shouldCountMetricsInTotalByDayAndByDimension() throws Exception {
        String cells =
                "INSERT INTO sales_cells SELECT 'day', d::date, dimension, v, NULL, NULL, o, u, g, r, g - r, 0, 0, b, 0, 0, NULL, now()"
                        + " FROM (VALUES ('2031-01-01', 'total', 'all', 4, 6, 90000000, 10000000, 3),"
                        + " ('2031-01-02', 'total', 'all', 0, 0, 0, 5000000, 0), ('2031-01-01', 'country', 'DE', 3, 4, 60000000, 0, 2),"
                        + " ('2031-01-01', 'country', 'FR', 1, 2, 30000000, 10000000, 1)) AS c (d, dimension, v, o, u, g, r, b)";
        Tables.execute(
                List.of(
                        cells,
                        "INSERT INTO seasonality_cells SELECT ('2031-01-0' || d || 'T10:00Z')::timestamptz, ('2031-01-0' || d)::date, 10, 3, 0, 0,"
                                + " 0, 20 * d, now() FROM generate_series(1, 2) AS d",
                        "INSERT INTO funnel_cells SELECT '2031-01-01T10:00Z', '2031-01-01', dimension, value, 50, 40, 30, 20, n, 0, n, n, 0, 0, 0, 0,"
                                + " 0, now() FROM (VALUES ('total', 'all', 10), ('country', 'DE', 8), ('country', 'FR', 2)) AS c (dimension, value, n)"));
        String days = "?from=2031-01-01&to=2031-01-02";
        String aov = metric("net_per_order", "revenue / orders");

        JsonPath total = viewer().get(aov + days).jsonPath();
        // (80 − 5) / 4
        assertThat(total.getDouble("total.value")).isEqualTo(18.75);
        assertThat(total.getDouble("total.measures.revenue")).isEqualTo(75);
        assertThat(total.getString("metric.format")).isEqualTo("money");
        assertThat(total.getList("values")).isEmpty();
        viewer().get(aov + days + "&dimension=day")
                .then()
                .statusCode(200)
                .body("values.key", contains("2031-01-01", "2031-01-02"))
                .body("values[0].value", is(20))
                .body("values[1].value", nullValue());
        viewer().get(aov + days + "&dimension=country")
                .then()
                .body("values.key", contains("DE", "FR"))
                .body("values.value", contains(20, 20));
        viewer().get(aov + days + "&country=FR").then().body("total.value", is(20));

        String perSession = metric("net_per_session", "net_per_order * orders / sessions");
        // 75 / 60
        assertThat(viewer().get(perSession + days).jsonPath().getDouble("total.value"))
                .isEqualTo(1.25);
        viewer().get(perSession + days + "&country=FR")
                .then()
                .statusCode(400)
                .body("code", equalTo("unsupported_combination"))
                .body("parameter", equalTo("country"))
                .body("detail", containsString("'sessions'"));
        viewer().get(perSession + days + "&dimension=country")
                .then()
                .statusCode(400)
                .body("parameter", equalTo("dimension"));
        String conversion = metric("bought", "purchases / visits");
        viewer().get(conversion + days + "&dimension=country")
                .then()
                .body("total.value.toString()", equalTo("0.2"))
                .body("values.key", contains("DE", "FR"))
                .body("values[0].value.toString()", equalTo("0.16"));
        viewer().get(conversion + days + "&segment=Lost").then().statusCode(400).body("parameter", equalTo("segment"));
        viewer().get("/api/v1/metrics/measures")
                .then()
                .statusCode(200)
                .body("items.name", hasItems("revenue", "sessions"));
    }

    private static String metric(String name, String expression) {
        Response made = ann().body(Map.of("name", name, "expression", expression, "format", "money"))
                .post("/api/v1/metrics");
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        return "/api/v1/metrics/" + made.jsonPath().getLong("id") + "/values";
    }
}
