package io.tillstream.query.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.support.Addresses;
import io.tillstream.query.support.StackResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every endpoint before the first event, what is refused, and saved views. */
@QuarkusTest
@TestProfile(EmptyShopTest.Own.class)
@QuarkusTestResource(value = StackResource.class, restrictToAnnotatedClass = true)
class EmptyShopTest extends ReportQuestions {

    /** A service and a stack of its own. */
    public static final class Own implements QuarkusTestProfile {}

    @BeforeEach
    void awaitReadiness() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void shouldAnswerWithNothingBeforeTheFirstEvent() {
        for (String name : Addresses.LISTS) {
            given().get("/api/v1/" + name)
                    .then()
                    .statusCode(200)
                    .body("items", empty())
                    .body("next_cursor", nullValue());
        }
        given().get("/api/v1/kpis")
                .then()
                .statusCode(200)
                .body("revenue", is(0))
                .body("orders", is(0))
                .body("aov", nullValue())
                .body("customers", is(0))
                .body("conversion_rate", nullValue())
                .body("carts.opened", is(0))
                .body("fresh_through", nullValue());
        given().get("/api/v1/segments").then().statusCode(200).body("items.customers", everyItem(is(0)));
        given().get("/api/v1/rfm")
                .then()
                .statusCode(200)
                .body("cells", hasSize(125))
                .body("cut_points", nullValue());
        given().get("/api/v1/churn").then().statusCode(200).body("tiers.customers", everyItem(is(0)));
        given().get("/api/v1/churn").then().body("available", is(false)).body("scores.mean_probability", nullValue());
        for (String name : List.of("lifetime-value", "propensity", "clusters")) {
            given().get("/api/v1/" + name)
                    .then()
                    .statusCode(200)
                    .body("available", is(false))
                    .body("reason", equalTo("No model has been trained yet."));
        }
        given().get("/api/v1/models").then().statusCode(200).body("items.available", everyItem(is(false)));
        given().get("/api/v1/models/training").then().statusCode(200).body("state", equalTo("none"));
        given().get("/api/v1/insights")
                .then()
                .statusCode(200)
                .body("items", empty())
                .body("tests", is(0));
        for (String filter : List.of("", "?device=mobile&country=US", "?segment=Loyal")) {
            given().get("/api/v1/funnel" + filter).then().statusCode(200).body("steps.count", everyItem(is(0)));
        }
        given().get("/api/v1/seasonality").then().statusCode(200).body("hours", hasSize(168));
        given().get("/api/v1/carts/summary").then().statusCode(200).body("abandoned_now", is(0));
        for (String path : Addresses.SOURCE_PATHS) {
            given().get("/api/" + path).then().statusCode(200);
        }
        for (String table : Addresses.TABLES) {
            given().get("/api/v1/" + table + "?format=csv")
                    .then()
                    .statusCode(200)
                    .contentType(containsString("text/csv"));
        }
    }

    @Test
    void shouldSayThatItIsCaughtUp() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> given().get("/api/v1/status")
                .then()
                .statusCode(200)
                .body("caught_up", is(true))
                .body("topics.topic", hasItem("analytics.sales.v1")));
    }

    @Test
    void shouldNameWhatItRefuses() {
        refused("/api/v1/kpis?form=2024-01-01", "form", "unknown_parameter");
        refused("/api/v1/kpis?from=yesterday", "from", "invalid_parameter");
        refused("/api/v1/kpis?from=2024-02-01&to=2024-01-01", "to", "invalid_parameter");
        refused("/api/v1/kpis?from=", "from", "invalid_parameter");
        refused("/api/v1/kpis?from=2024-01-01&from=2024-01-02", "from", "invalid_parameter");
        refused("/api/v1/kpis?device=mobile&segment=Loyal", "device", "unsupported_combination");
        refused("/api/v1/funnel?as_of=2024-01-01&segment=Loyal", "as_of", "unsupported_combination");
        refused("/api/v1/funnel?gender=female", "gender", "unknown_parameter");
        refused("/api/v1/customers?limit=0", "limit", "invalid_parameter");
        refused("/api/v1/customers?limit=1001", "limit", "invalid_parameter");
        refused("/api/v1/customers?cursor=nonsense", "cursor", "invalid_parameter");
        refused("/api/v1/customers?tier=low", "tier", "invalid_parameter");
        refused("/api/v1/customers?min_net=1e9", "min_net", "invalid_parameter");
        refused("/api/v1/customers?sort=name", "sort", "invalid_parameter");
        refused("/api/v1/sales?dimension=colour", "dimension", "invalid_parameter");
        refused("/api/v1/customers?format=xls", "format", "invalid_parameter");
        given().get("/api/v1/nothing").then().statusCode(404).contentType("application/problem+json");
        given().post("/api/v1/kpis").then().statusCode(405).contentType("application/problem+json");
    }

    private static void refused(String path, String parameter, String code) {
        given().get(path)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("parameter", equalTo(parameter))
                .body("code", equalTo(code))
                .body("status", is(400));
    }

    @Test
    void shouldNeverFailOnStrangeParameters() {
        Random random = new Random(7);
        List<String> values = List.of(
                "",
                "0",
                "-1",
                "1",
                "99999999999999999999",
                "1.5",
                "NaN",
                "2024-01-01",
                "0000-00-00",
                "9999-12-31",
                "'; DROP TABLE customers; --",
                "%",
                "\u0000",
                "\ud83d\ude00",
                "all",
                "unknown",
                "-net",
                "-value",
                "Low",
                "abandoned",
                "csv",
                "json",
                "day",
                "device",
                "purchase",
                "LW5ldB8xHzI",
                "LTEfMR8y",
                "x".repeat(900));
        Parameter[] parameters = Parameter.values();
        for (int i = 0; i < 600; i++) {
            String path = Addresses.all().get(random.nextInt(Addresses.all().size()));
            var request = given();
            List<String> asked = new ArrayList<>();
            for (int p = random.nextInt(4); p > 0; p--) {
                String name = parameters[random.nextInt(parameters.length)].wireName();
                String value = values.get(random.nextInt(values.size()));
                request.queryParam(name, value);
                asked.add(name + "=" + value);
            }
            Response answer = request.get(path);
            assertThat(answer.statusCode()).as("%s %s", path, asked).isLessThan(500);
            if (answer.statusCode() >= 400) {
                assertThat(answer.contentType()).as("%s %s", path, asked).contains("problem+json");
            }
        }
    }

    @Test
    void shouldDescribeItself() {
        JsonPath api =
                given().accept(ContentType.JSON).get("/openapi?format=json").jsonPath();

        assertThat(api.getString("openapi")).startsWith("3.1");
        assertThat(api.getList("paths.'/api/v1/kpis'.get.parameters.name", String.class))
                .contains("from", "to", "category", "device");
        assertThat(api.getMap("components.schemas.Kpis.properties"))
                .containsKeys("revenue", "customers_total", "as_of");
        assertThat(given().get("/docs/").statusCode()).isEqualTo(200);
        assertThat(given().get("/q/metrics").asString()).contains("tillstream_projection_lag_records");
    }

    @Test
    void shouldKeepSavedViewsAgainstTwoEditors() {
        Map<String, Object> draft = Map.of("name", "Books", "page", "sales", "filters", Map.of("category", "Books"));
        Response created = given().contentType(ContentType.JSON).body(draft).post("/api/v1/views");
        assertThat(created.statusCode()).isEqualTo(201);
        String address = "/api/v1/views/" + created.jsonPath().getLong("id");
        assertThat(created.header("Location")).endsWith(address);
        String tag = created.header("ETag");

        given().contentType(ContentType.JSON)
                .body(draft)
                .post("/api/v1/views")
                .then()
                .statusCode(409)
                .body("code", equalTo("name_taken"));
        given().get("/api/v1/views?page=sales").then().body("items.name", hasItem("Books"));
        Map<String, Object> change = Map.of("name", "Books and more", "page", "sales", "filters", Map.of());
        given().contentType(ContentType.JSON).body(change).put(address).then().statusCode(428);
        given().contentType(ContentType.JSON)
                .header("If-Match", tag)
                .body(change)
                .put(address)
                .then()
                .statusCode(200);
        given().contentType(ContentType.JSON)
                .header("If-Match", tag)
                .body(change)
                .put(address)
                .then()
                .statusCode(412)
                .body("code", equalTo("changed_meanwhile"));
        given().header("If-Match", tag).delete(address).then().statusCode(412);
        String newest = given().get(address).header("ETag");
        given().header("If-Match", newest).delete(address).then().statusCode(204);
        given().get(address).then().statusCode(404);
    }

    @Test
    void shouldKeepALayoutPerUserAgainstTwoWindows() {
        given().get("/api/v1/layouts/mine").then().statusCode(200).body("document", nullValue(), "version", equalTo(0));
        Map<String, Object> wide = Map.of("modules", Map.of("sales", List.of("forecast")), "density", "compact");
        saveLayout(wide, null).then().statusCode(428);
        saveLayout(wide, "\"0\"").then().statusCode(200).header("ETag", "\"1\"");
        saveLayout(wide, "\"0\"").then().statusCode(412).body("code", equalTo("changed_meanwhile"));
        saveLayout(Map.of(), "\"1\"").then().statusCode(200).body("version", equalTo(2));
        saveLayout(wide, "\"1\"").then().statusCode(412);
        saveLayout(List.of(1), "\"2\"").then().statusCode(400).body("parameter", equalTo("$"));
        saveLayout(Map.of("long", "x".repeat(33_000)), "\"2\"").then().statusCode(400);
        given().get("/api/v1/layouts/mine").then().body("document", equalTo(Map.of()), "version", equalTo(2));

        String id = given().contentType(ContentType.JSON)
                .body(wide)
                .post("/api/v1/layouts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        given().get("/api/v1/layouts/" + id)
                .then()
                .body("document.density", equalTo("compact"), "document.modules.sales", equalTo(List.of("forecast")));
        given().get("/api/v1/layouts/nobody-knows").then().statusCode(404);
    }

    private static Response saveLayout(Object document, @Nullable String match) {
        RequestSpecification request = given().contentType(ContentType.JSON).body(document);
        return (match == null ? request : request.header("If-Match", match)).put("/api/v1/layouts/mine");
    }

    @Test
    void shouldRefuseDraftsNamingTheField() {
        for (String body :
                Arrays.asList("{\"page\":\"a\",\"filters\":{}}", "{\"name\":\"\",\"page\":\"a\",\"filters\":{}}")) {
            given().contentType(ContentType.JSON)
                    .body(body)
                    .post("/api/v1/views")
                    .then()
                    .statusCode(400)
                    .body("parameter", equalTo("name"));
        }
        given().contentType(ContentType.JSON)
                .body("{\"name\":\"n\",\"page\":\"a\",\"filters\":7}")
                .post("/api/v1/views")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("parameter", equalTo("filters"));
        given().contentType(ContentType.JSON)
                .body("{")
                .post("/api/v1/views")
                .then()
                .statusCode(400);
        given().contentType(ContentType.JSON)
                .body("{\"name\":\"n\",\"page\":\"a\",\"filters\":{},\"more\":1}")
                .post("/api/v1/views")
                .then()
                .statusCode(400)
                .body("parameter", equalTo("more"));
        given().contentType(ContentType.TEXT)
                .body("x")
                .post("/api/v1/views")
                .then()
                .statusCode(415);
    }
}
