package io.tillstream.simulator.control;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The service without Kafka: it is up, it can be steered, and it is not ready. */
@QuarkusTest
@TestProfile(SimulatorResourceTest.WithoutKafka.class)
class SimulatorResourceTest {

    /** Points to a port where nobody listens. */
    public static final class WithoutKafka implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return Map.of(
                        "tillstream.kafka.bootstrap-servers",
                        "127.0.0.1:" + free.getLocalPort(),
                        "tillstream.data-dir",
                        Files.createTempDirectory("simulator").toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void shouldBeAliveAndNotReady() {
        when().get("/q/health/live").then().statusCode(200);
        when().get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.name", hasItem("kafka"))
                .body("checks.find { it.name == 'kafka' }.data.phase", equalTo("waiting_for_kafka"));
        when().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("tillstream_simulator_events_sent_total 0.0"))
                .body(containsString("tillstream_simulator_events_acknowledged_total"))
                .body(containsString("tillstream_simulator_events_rate"));
    }

    @Test
    void shouldSayWhatItWaitsFor() {
        when().get("/v1/simulator")
                .then()
                .statusCode(200)
                .body("phase", equalTo("waiting_for_kafka"))
                .body("kafka", equalTo(false))
                .body("history.percent", equalTo(0.0f))
                .body("counts.sent", equalTo(0));
    }

    @Test
    void shouldPauseAtOnceWhenNothingWasSent() {
        when().post("/v1/simulator/pause").then().statusCode(200).body("paused", equalTo(true));
        when().post("/v1/simulator/resume").then().statusCode(200).body("paused", equalTo(false));
    }

    @Test
    void shouldTakeARateInOrdersOrInEvents() {
        given().contentType(ContentType.JSON)
                .body("{\"transactions_per_second\":2.5}")
                .put("/v1/simulator/rate")
                .then()
                .statusCode(200)
                .body("rate.transactions_per_second", equalTo(2.5f))
                .body("rate.events_per_second", nullValue());
        given().contentType(ContentType.JSON)
                .body("{\"events_per_second\":20000}")
                .put("/v1/simulator/rate")
                .then()
                .statusCode(200)
                .body("rate.events_per_second", equalTo(20000.0f))
                .body("rate.transactions_per_second", nullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                      | 422 | transactions_per_second",
                "{\"transactions_per_second\":1,\"events_per_second\":1} | 422 | transactions_per_second",
                "{\"transactions_per_second\":-1}                        | 422 | transactions_per_second",
                "{\"transactions_per_second\":\"1\"}                     | 422 | transactions_per_second",
                "{\"events_per_second\":1e9}                             | 422 | events_per_second",
                "{\"events\":5}                                          | 422 | events",
                "{\"events_per_second\":                                 | 400 | $",
                "[1]                                                     | 400 | $"
            })
    void shouldNameTheFieldOfARateThatIsWrong(String body, int status, String field) {
        given().contentType(ContentType.JSON)
                .body(body)
                .put("/v1/simulator/rate")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("field", equalTo(field));
    }

    @Test
    void shouldStartAndStopScenarios() {
        given().contentType(ContentType.JSON)
                .body("{\"duration_seconds\":60,\"discount\":0.5,\"category\":\"Books\"}")
                .post("/v1/simulator/scenarios/flash-sale")
                .then()
                .statusCode(200)
                .body("scenarios.name", hasItem("flash-sale"))
                .body("scenarios[0].settings.discount", equalTo(0.5f));
        when().post("/v1/simulator/scenarios/checkout-outage").then().statusCode(200);
        when().post("/v1/simulator/scenarios/bot-burst").then().statusCode(200);
        when().post("/v1/simulator/scenarios/viral-product").then().statusCode(200);
        for (String name : new String[] {"flash-sale", "checkout-outage", "bot-burst", "viral-product"}) {
            when().delete("/v1/simulator/scenarios/" + name).then().statusCode(200);
        }
        when().get("/v1/simulator").then().body("scenarios", empty());
        when().delete("/v1/simulator/scenarios/bot-burst").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flash-sale      | {\"duration_seconds\":0}        | 422 | duration_seconds",
                "flash-sale      | {\"discount\":1.5}              | 422 | discount",
                "flash-sale      | {\"category\":\"Cars\"}         | 422 | category",
                "checkout-outage | {\"lift\":2}                    | 422 | lift",
                "viral-product   | {\"product_id\":\"p-9999\"}     | 422 | product_id",
                "viral-product   | {\"product_id\":9}              | 422 | product_id",
                "bot-burst       | {\"events_per_second\":\"many\"}| 422 | events_per_second"
            })
    void shouldNameTheFieldOfAScenarioThatIsWrong(String scenario, String body, int status, String field) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/simulator/scenarios/" + scenario)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("field", equalTo(field))
                .body("detail", containsString(field));
    }

    @Test
    void shouldSayWhichScenariosThereAre() {
        when().post("/v1/simulator/scenarios/earthquake")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("flash-sale, checkout-outage, bot-burst, viral-product"));
    }
}
