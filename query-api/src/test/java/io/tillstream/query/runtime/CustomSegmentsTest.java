package io.tillstream.query.runtime;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.query.support.StackResource;
import io.tillstream.query.support.Tables;
import io.tillstream.query.support.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Custom segments from the request to the log. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class CustomSegmentsTest {

    @BeforeEach
    void awaitReadiness() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    private static String broker() {
        return ConfigProvider.getConfig().getValue("tillstream.kafka.bootstrap-servers", String.class);
    }

    private static JsonPath get(String path) {
        return given().get(path).jsonPath();
    }

    private static ValidatableResponse ok(String path) {
        return given().get(path).then().statusCode(200);
    }

    @Test
    void shouldKeepCustomSegmentsAndTellTheLog() {
        String draft = "{\"name\":\"%s\",\"rule\":{\"all\":[{\"field\":\"net\",\"operator\":\">=\",\"value\":%d}]}}";
        var created = given().contentType(ContentType.JSON)
                .body(draft.formatted("Spenders", 5))
                .post("/api/v1/custom-segments");
        assertThat(created.statusCode()).isEqualTo(201);
        String id = created.jsonPath().getString("id");
        String address = "/api/v1/custom-segments/" + id;
        assertThat(created.header("Location")).endsWith(address);
        given().contentType(ContentType.JSON)
                .body(draft.formatted("Spenders", 6))
                .post("/api/v1/custom-segments")
                .then()
                .statusCode(409)
                .body("code", equalTo("name_taken"));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> get(address)
                .getBoolean("published"));
        String tag = given().get(address).header("ETag");
        given().contentType(ContentType.JSON)
                .body(draft.formatted("Spenders", 7))
                .put(address)
                .then()
                .statusCode(428);
        given().contentType(ContentType.JSON)
                .header("If-Match", tag)
                .body(draft.formatted("Big spenders", 7))
                .put(address)
                .then()
                .statusCode(200)
                .body("rule.all[0].value", is(7));
        given().contentType(ContentType.JSON)
                .header("If-Match", tag)
                .body(draft.formatted("Late", 8))
                .put(address)
                .then()
                .statusCode(412)
                .body("code", equalTo("changed_meanwhile"));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> get(address)
                .getBoolean("published"));
        ok("/api/v1/custom-segments").body("items.name", hasItem("Big spenders"));
        ok(address + "/members").body("items", empty());
        ok(address + "/changes").body("items", empty());
        given().header("If-Match", given().get(address).header("ETag"))
                .delete(address)
                .then()
                .statusCode(204);
        given().get(address).then().statusCode(404);

        List<byte[]> told = Topic.valuesOf(broker(), TopicCatalogue.SEGMENT_DEFINITIONS.name(), id, 3);
        assertThat(new String(told.get(0), StandardCharsets.UTF_8))
                .contains("\"name\":\"Spenders\"", "\"value\":5", "\"version\":0");
        assertThat(new String(told.get(1), StandardCharsets.UTF_8))
                .contains("\"name\":\"Big spenders\"", "\"value\":7", "\"version\":1");
        assertThat(told.get(2)).isNull();
        // the name is free again
        given().contentType(ContentType.JSON)
                .body(draft.formatted("Big spenders", 5))
                .post("/api/v1/custom-segments")
                .then()
                .statusCode(201);
    }

    @Test
    void shouldTellTheLogWhatACrashLeftUntold() throws Exception {
        // as a service leaves it that is killed between the commit and the record
        String row = "INSERT INTO custom_segments VALUES ('%s', '%s', '', '%s', 4, %s, %s, now(), now())";
        String rule = "{\"field\":\"orders\",\"operator\":\">\",\"value\":3}";
        Tables.execute(List.of(
                row.formatted("left-1", "Left untold", rule, "3", "false"),
                row.formatted("left-2", "Removed untold", rule, "3", "true"),
                row.formatted("left-3", "Of another release", "{\"field\":\"shoe_size\"}", "NULL", "false")));

        List<byte[]> told = Topic.valuesOf(broker(), TopicCatalogue.SEGMENT_DEFINITIONS.name(), "left-1", 1);
        assertThat(new String(told.getFirst(), StandardCharsets.UTF_8)).contains("\"version\":4", "\"value\":3");
        List<byte[]> removed = Topic.valuesOf(broker(), TopicCatalogue.SEGMENT_DEFINITIONS.name(), "left-2", 1);
        assertThat(removed.getFirst()).isNull();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> Tables.text(
                        "SELECT string_agg(id || ' ' || coalesce(published_version, -1), ', ' ORDER BY id)"
                                + " FROM custom_segments WHERE id LIKE 'left-%'")
                .equals("left-1 4, left-3 -1"));
        Tables.execute(List.of("DELETE FROM custom_segments WHERE id LIKE 'left-%'"));
    }

    @Test
    void shouldRefuseRulesNamingThePart() {
        given().contentType(ContentType.JSON)
                .body("{\"name\":\"n\",\"rule\":{\"any\":[{\"field\":\"email\",\"operator\":\"=\",\"value\":\"a\"}]}}")
                .post("/api/v1/custom-segments")
                .then()
                .statusCode(400)
                .body("parameter", equalTo("rule.any[0].field"));
        given().contentType(ContentType.JSON)
                .body("{\"name\":\"n\"}")
                .post("/api/v1/custom-segments")
                .then()
                .statusCode(400)
                .body("parameter", equalTo("rule"));
        given().contentType(ContentType.JSON)
                .body("{\"name\":\" \",\"rule\":{}}")
                .post("/api/v1/custom-segments")
                .then()
                .statusCode(400)
                .body("parameter", equalTo("name"));
        ok("/api/v1/custom-segments/fields")
                .body("items.field", hasItem("predictions.churn.probability"))
                .body("items.find { it.field == 'churn_tier' }.choices", contains("Low", "Medium", "High"));
        given().get("/api/v1/custom-segments/none").then().statusCode(404);
        given().get("/api/v1/custom-segments/none/members").then().statusCode(404);
    }
}
