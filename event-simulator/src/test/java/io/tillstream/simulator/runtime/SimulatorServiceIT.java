package io.tillstream.simulator.runtime;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The whole service with a real broker: history, live, rate, pause. */
@QuarkusTest
@QuarkusTestResource(value = BrokerResource.class, restrictToAnnotatedClass = true)
class SimulatorServiceIT {

    private static JsonPath status() {
        return when().get("/v1/simulator").then().statusCode(200).extract().jsonPath();
    }

    @Test
    void shouldPublishTheHistoryGoLiveFollowTheRateAndPause() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> when().get("/q/health/ready").then().statusCode(200));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> status().getString("phase").equals("live"));
        when().get("/v1/simulator")
                .then()
                .body("history.percent", equalTo(100.0f))
                .body("history.done", equalTo(true))
                .body("history.events", greaterThan(5000))
                .body("counts.by_action.purchase", greaterThan(10));

        given().contentType(ContentType.JSON)
                .body("{\"events_per_second\":3000}")
                .put("/v1/simulator/rate")
                .then()
                .statusCode(200);
        await().atMost(Duration.ofSeconds(40)).until(() -> status().getDouble("rate.actual_events_per_second") > 2000);

        JsonPath paused = when().post("/v1/simulator/pause")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(paused.getLong("counts.acknowledged")).isEqualTo(paused.getLong("counts.sent"));
        assertThat(paused.getLong("counts.outstanding")).isZero();
        assertThat(status().getLong("counts.sent")).isEqualTo(paused.getLong("counts.sent"));

        when().post("/v1/simulator/resume").then().statusCode(200);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> status().getLong("counts.acknowledged") > paused.getLong("counts.acknowledged"));
    }
}
