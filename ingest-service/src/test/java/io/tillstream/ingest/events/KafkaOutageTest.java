package io.tillstream.ingest.events;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.ingest.runtime.AbsentKafkaResource;
import io.tillstream.ingest.runtime.KafkaTestResource;
import io.tillstream.stack.broker.LocalBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The service starts without Kafka, says so, recovers by itself, and loses nothing that it acknowledged. */
@QuarkusTest
@TestProfile(KafkaOutageTest.OwnInstance.class)
class KafkaOutageTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration A_FEW_SECONDS = Duration.ofSeconds(15);
    /** Less than the 5 s for which a record waits for Kafka. */
    private static final Duration AT_ONCE = Duration.ofSeconds(4);

    private final String folder;
    private final int port;
    private final List<String> acknowledged = new ArrayList<>();
    private int sent;

    /** An instance of the service for this class alone. */
    public static final class OwnInstance implements QuarkusTestProfile {
        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(AbsentKafkaResource.class));
        }
    }

    KafkaOutageTest(
            @ConfigProperty(name = AbsentKafkaResource.FOLDER) String folder,
            @ConfigProperty(name = AbsentKafkaResource.PORT) int port) {
        this.folder = folder;
        this.port = port;
    }

    @Test
    void shouldSurviveEveryAbsenceOfKafka() {
        assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(503);
        assertRefusedWithin(AT_ONCE);
        given().header("X-Write-Key", KafkaTestResource.WRITE_KEY)
                .contentType("application/json")
                .body("{\"batch\":[]}")
                .post("/v1/batch")
                .then()
                .statusCode(503)
                .header("Retry-After", "2");

        LocalBroker first = LocalBroker.start(Path.of(folder), port);
        try {
            awaitReady();
            postUntilAcknowledged();
        } finally {
            first.close();
        }

        assertRefusedWithin(A_FEW_SECONDS);
        Awaitility.await()
                .atMost(SOON)
                .until(() -> given().get("/q/health/ready").statusCode() == 503);
        assertRefusedWithin(AT_ONCE);
        assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);

        LocalBroker second = LocalBroker.start(Path.of(folder), port);
        try {
            awaitReady();
            postUntilAcknowledged();
            List<String> log =
                    new Topics(second.bootstrapServers()).valuesWith(TopicCatalogue.EVENTS.name(), "outage-");
            assertThat(acknowledged).hasSize(2);
            for (String eventId : acknowledged) {
                assertThat(log)
                        .filteredOn(value -> value.contains("\"" + eventId + "\""))
                        .hasSize(1);
            }
            assertThat(given().get("/q/metrics").asString()).containsPattern("tillstream_ingest_in_flight_bytes 0\\.0");
        } finally {
            second.close();
        }
    }

    private void assertRefusedWithin(Duration limit) {
        Response response = post();
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.header("Retry-After")).isEqualTo("2");
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertThat(response.path("type").toString()).isEqualTo("urn:tillstream:problem:kafka-unavailable");
        assertThat(response.time()).isLessThan(limit.toMillis());
    }

    private void postUntilAcknowledged() {
        Awaitility.await().atMost(SOON).until(() -> post().statusCode() == 202);
        acknowledged.add("outage-" + sent);
    }

    private Response post() {
        sent++;
        return given().header("Content-Type", "application/json")
                .header("X-Write-Key", KafkaTestResource.WRITE_KEY)
                .body(Topics.utf8("{\"event_id\":\"outage-" + sent
                        + "\",\"action\":\"page_view\",\"customer_id\":\"c\",\"timestamp\":\"2024-01-01T12:00:00Z\"}"))
                .post("/v1/events");
    }

    private static void awaitReady() {
        Awaitility.await()
                .atMost(SOON)
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }
}
