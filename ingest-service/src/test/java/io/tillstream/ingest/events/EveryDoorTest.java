package io.tillstream.ingest.events;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.ingest.keys.WriteKeys;
import io.tillstream.ingest.runtime.KafkaTestResource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is sent through whichever door: accepted + in quarantine + refused or withheld with an answer = sent. What is written to the topic itself has a test at the engine. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
class EveryDoorTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int BATCHES = 25;
    private static final int MOST_EVENTS = 30;

    @TestHTTPResource("/ws/events")
    @SuppressWarnings("NullAway.Init")
    URI socketAddress;

    private final Topics topics;
    private final String run = UUID.randomUUID().toString();
    private final Random random = new Random(41);
    private int sent;
    private int acknowledged;
    private int refused;
    private int withheld;
    private int withheldOfSegment;

    EveryDoorTest(@ConfigProperty(name = "tillstream.kafka.bootstrap-servers") String bootstrapServers) {
        topics = new Topics(bootstrapServers);
    }

    @BeforeEach
    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void shouldAccountForEveryEventOfEveryDoor() throws Exception {
        for (int i = 0; i < BATCHES; i++) {
            overHttp(events("http-" + i));
            overHttpInLines(events("lines-" + i));
        }
        overSocket();
        int segment = overSegment();

        long accepted = topics.valuesWith(TopicCatalogue.EVENTS.name(), run).size();
        long quarantined =
                topics.valuesWith(TopicCatalogue.REJECTED.name(), run).size();
        assertThat(accepted + quarantined + refused + withheld)
                .as(
                        "%d accepted, %d in quarantine, %d refused, %d withheld; %d acknowledged, %d sent as Segment's",
                        accepted, quarantined, refused, withheld, acknowledged, segment)
                .isEqualTo(sent);
        assertThat(accepted).isEqualTo(acknowledged + (segment - quarantined - withheldOfSegment));
        assertThat(quarantined).isPositive();
        assertThat(refused).isPositive();
        assertThat(withheldOfSegment).isPositive();
        assertThat(withheld).isGreaterThan(withheldOfSegment);
    }

    private List<String> events(String batch) {
        List<String> events = new ArrayList<>();
        for (int i = random.nextInt(MOST_EVENTS); i >= 0; i--) {
            events.add(event(batch + "-" + i));
        }
        sent += events.size();
        return events;
    }

    private String event(String id) {
        String right = "{\"event_id\":\"" + run + "-" + id + "\",\"action\":\"page_view\",\"customer_id\":\"c\","
                + "\"timestamp\":\"2024-01-01T12:00:00Z\"}";
        return switch (random.nextInt(10)) {
            case 0 -> right.replace("page_view", "fly");
            case 1 -> right.replace("2024-01-01T12:00:00Z", "noon");
            case 2 -> right.replace("}", ",\"properties\":{\"email\":\"a@example.com\"}}");
            case 3 -> right.replace("}", ",\"context\":{\"consent\":{\"analytics\":false}}}");
            default -> right;
        };
    }

    private void overHttp(List<String> events) throws IOException {
        settle(post("/v1/events", "application/json", "[" + String.join(",", events) + "]"));
    }

    private void overHttpInLines(List<String> events) throws IOException {
        settle(post("/v1/events", "application/x-ndjson", String.join("\n", events)));
    }

    private static Response post(String path, String type, String body) {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .header(WriteKeys.HEADER, KafkaTestResource.WRITE_KEY)
                .contentType(type)
                .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post(path);
    }

    private void settle(Response answer) throws IOException {
        assertThat(answer.statusCode()).isIn(202, 422);
        JsonNode body = MAPPER.readTree(answer.asByteArray());
        acknowledged += body.path("accepted").asInt();
        withheld += withheld(body);
        refused += body.path(answer.statusCode() == 422 ? "errors" : "rejected").size();
    }

    private static int withheld(JsonNode answer) {
        return answer.path("withheld").path("bots").asInt()
                + answer.path("withheld").path("without_consent").asInt();
    }

    private void overSocket() throws Exception {
        BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            WebSocket socket = http.newWebSocketBuilder()
                    .header(WriteKeys.HEADER, KafkaTestResource.WRITE_KEY)
                    .buildAsync(
                            URI.create(socketAddress.toString().replaceFirst("^http", "ws")), new WebSocket.Listener() {
                                private final StringBuilder part = new StringBuilder();

                                @Override
                                public @Nullable CompletionStage<?> onText(
                                        WebSocket from, CharSequence data, boolean last) {
                                    part.append(data);
                                    if (last) {
                                        answers.add(part.toString());
                                        part.setLength(0);
                                    }
                                    from.request(1);
                                    return null;
                                }
                            })
                    .join();
            for (int i = 0; i < BATCHES; i++) {
                socket.sendText("[" + String.join(",", events("socket-" + i)) + "]", true)
                        .join();
            }
            for (int i = 0; i < BATCHES; i++) {
                JsonNode answer = MAPPER.readTree(answers.poll(20, TimeUnit.SECONDS));
                acknowledged += answer.path("event_ids").size();
                refused += answer.path("rejected").size();
                withheld += withheld(answer);
            }
            socket.abort();
        }
    }

    /** Such a client drops a batch that is not answered by 200: what is wrong in it is kept in quarantine. */
    private int overSegment() throws IOException {
        int events = 0;
        for (int b = 0; b < BATCHES; b++) {
            List<String> batch = new ArrayList<>();
            for (int i = random.nextInt(MOST_EVENTS); i >= 0; i--) {
                String order = run + "-segment-" + b + "-" + i;
                String price = random.nextInt(4) == 0 ? "-5" : "5";
                boolean watched = random.nextInt(4) == 0;
                batch.add(
                        watched
                                ? "{\"type\":\"page\",\"messageId\":\"" + order
                                        + "\",\"userId\":\"c\",\"timestamp\":\"2024-01-01T12:00:00Z\",\"context\":{\"userAgent\":\"Googlebot/2.1\"}}"
                                : "{\"type\":\"track\",\"event\":\"Order Completed\",\"messageId\":\"" + order
                                        + "\",\"userId\":\"c\",\"timestamp\":\"2024-01-01T12:00:00Z\",\"properties\":{\"order_id\":\""
                                        + order
                                        + "\",\"products\":[{\"product_id\":\"p\",\"price\":" + price
                                        + ",\"quantity\":1}]}}");
            }
            events += batch.size();
            Response answer = given().auth()
                    .preemptive()
                    .basic(KafkaTestResource.WRITE_KEY, "")
                    .contentType("application/json")
                    .body("{\"batch\":[" + String.join(",", batch) + "]}")
                    .post("/v1/batch")
                    .then()
                    .statusCode(200)
                    .extract()
                    .response();
            int notKept = withheld(MAPPER.readTree(answer.asByteArray()));
            withheld += notKept;
            withheldOfSegment += notKept;
        }
        sent += events;
        return events;
    }
}
