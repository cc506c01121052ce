package io.tillstream.ingest.events;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.ingest.runtime.KafkaTestResource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The corpus of the event module, sent as a client would: each is refused with field and reason, and events between them go on. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
class MalformedOverHttpTest {

    private static final Path CORPUS = Path.of("..", "event-contracts", "src", "test", "resources", "malformed");
    private static final int LEAST = 60;

    private final Topics topics;
    private final String run = UUID.randomUUID().toString();

    MalformedOverHttpTest(@ConfigProperty(name = "tillstream.kafka.bootstrap-servers") String bootstrapServers) {
        topics = new Topics(bootstrapServers);
    }

    @Test
    void shouldRefuseEachWithFieldAndReasonAndGoOn() throws IOException {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
        List<String> manifest = Files.readAllLines(CORPUS.resolve("manifest.tsv"));
        int refused = 0;
        int good = 0;
        for (String line : manifest) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] expected = line.split("\t", -1);
            byte[] body = Files.readAllBytes(CORPUS.resolve(expected[0]));
            Response response = post(body);
            String start = new String(body, StandardCharsets.ISO_8859_1).strip();
            if (start.startsWith("{")) {
                assertThat(response.statusCode()).as(expected[0]).isEqualTo(422);
                assertThat(response.path("errors[0].field").toString())
                        .as(expected[0])
                        .isEqualTo(expected[1]);
                assertThat(response.path("errors[0].reason").toString())
                        .as(expected[0])
                        .contains(expected[2]);
                refused++;
            } else if (!start.startsWith("[")) {
                assertThat(response.statusCode()).as(expected[0]).isEqualTo(400);
                refused++;
            }
            if (refused % 20 == 0) {
                good++;
                assertThat(post(good(good)).statusCode()).isEqualTo(202);
            }
        }

        assertThat(refused).isGreaterThanOrEqualTo(LEAST);
        assertThat(topics.valuesWith(TopicCatalogue.EVENTS.name(), run)).hasSize(good);
    }

    private byte[] good(int number) {
        return Topics.utf8("{\"event_id\":\"" + run + "-" + number
                + "\",\"action\":\"page_view\",\"customer_id\":\"c\"," + "\"timestamp\":\"2024-01-01T12:00:00Z\"}");
    }

    private static Response post(byte[] body) {
        return given().header("Content-Type", "application/json")
                .header("X-Write-Key", KafkaTestResource.WRITE_KEY)
                .body(body)
                .post("/v1/events");
    }
}
