package io.tillstream.ingest.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tillstream.ingest.keys.WriteKeys;
import io.tillstream.ingest.runtime.KafkaTestResource;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
class PlanRouteTest {

    @Test
    void shouldTellASenderWhatIsOtherwiseThanPlanned() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
        given().header(WriteKeys.HEADER, KafkaTestResource.WRITE_KEY)
                .contentType("application/json")
                .body(
                        "{\"event_id\":\"planned\",\"action\":\"page_view\",\"customer_id\":\"c\",\"timestamp\":\"2024-01-01T12:00:00Z\"}")
                .post("/v1/events")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(1));
        given().header("Authorization", "Bearer " + KafkaTestResource.WRITE_KEY)
                .get("/v1/tracking-plan")
                .then()
                .statusCode(200)
                .body("key", equalTo("tests"))
                .body("enforce", is(false))
                .body("actions.page_view.required[0]", equalTo("session_id"))
                .body("violations.find { it.field == 'session_id' }.events", greaterThanOrEqualTo(1));
        given().get("/v1/tracking-plan").then().statusCode(401);
        assertThat(given().get("/q/metrics").asString())
                .contains("tillstream_ingest_plan_violations_total{key=\"tests\",kind=\"missing_field\"}");
    }
}
