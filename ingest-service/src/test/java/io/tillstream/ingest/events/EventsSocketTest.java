package io.tillstream.ingest.events;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.ingest.keys.WriteKeys;
import io.tillstream.ingest.runtime.KafkaTestResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Senders at {@code /ws/events}, by the JDK's own client. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
class EventsSocketTest {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int SECONDS = 20;

    @TestHTTPResource("/ws/events")
    @SuppressWarnings("NullAway.Init")
    URI address;

    private final Topics topics;
    private final String run = UUID.randomUUID().toString();
    private final HttpClient http = HttpClient.newHttpClient();

    EventsSocketTest(@ConfigProperty(name = "tillstream.kafka.bootstrap-servers") String bootstrapServers) {
        topics = new Topics(bootstrapServers);
    }

    @BeforeEach
    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    @AfterEach
    void close() {
        http.shutdownNow();
    }

    /** What came of a connection. */
    private static final class Heard implements WebSocket.Listener {

        final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        final CompletableFuture<Integer> code = new CompletableFuture<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                texts.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
            code.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            code.completeExceptionally(error);
        }

        JsonNode next() throws InterruptedException {
            String text = texts.poll(SECONDS, TimeUnit.SECONDS);
            assertThat(text).as("an answer").isNotNull();
            try {
                return MAPPER.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        int closedBy() throws Exception {
            return code.get(SECONDS, TimeUnit.SECONDS);
        }
    }

    private WebSocket connect(Heard heard, @Nullable String key) {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        if (key != null) {
            builder.header(WriteKeys.HEADER, key);
        }
        URI uri = URI.create(address.toString().replaceFirst("^http", "ws"));
        return builder.buildAsync(uri, heard).join();
    }

    private String view(String id) {
        return "{\"event_id\":\"" + run + "-" + id + "\",\"action\":\"page_view\",\"customer_id\":\"c-" + run
                + "\",\"timestamp\":\"2024-01-01T12:00:00Z\",\"url\":\"/\"}";
    }

    @Test
    void shouldAnswerEachMessageWhenKafkaHasItsEvents() throws Exception {
        Heard heard = new Heard();
        WebSocket socket = connect(heard, KafkaTestResource.WRITE_KEY);
        socket.sendText(view("1"), true).join();
        assertThat(heard.next())
                .isEqualTo(MAPPER.readTree(
                        "{\"message\":0,\"accepted\":1,\"event_ids\":[\"" + run + "-1\"],\"rejected\":[]}"));
        assertThat(topics.valuesWith(TopicCatalogue.EVENTS.name(), run)).hasSize(1);

        socket.sendText("[" + view("2") + ",{\"event_id\":\"bad\",\"action\":\"fly\"},", false)
                .join();
        socket.sendText(view("3") + "]", true).join();
        JsonNode answer = heard.next();
        assertThat(answer.path("message").asInt()).isEqualTo(1);
        assertThat(answer.path("event_ids")).hasSize(2);
        assertThat(answer.at("/rejected/0/index").asInt()).isEqualTo(1);
        assertThat(answer.at("/rejected/0/event_id").asText()).isEqualTo("bad");
        assertThat(answer.at("/rejected/0/field").asText()).isEqualTo("action");

        socket.sendText("no JSON", true).join();
        answer = heard.next();
        assertThat(answer.path("message").asInt()).isEqualTo(2);
        assertThat(answer.at("/problem/status").asInt()).isEqualTo(400);
        assertThat(answer.at("/problem/type").asText()).isEqualTo("urn:tillstream:problem:unreadable-body");
        assertThat(topics.valuesWith(TopicCatalogue.EVENTS.name(), run)).hasSize(3);
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        assertThat(heard.closedBy()).isEqualTo(WebSocket.NORMAL_CLOSURE);
    }

    @Test
    void shouldTakeTheKeyInTheFirstMessage() throws Exception {
        Heard heard = new Heard();
        WebSocket socket = connect(heard, null);
        socket.sendText("{\"write_key\":\"" + KafkaTestResource.WRITE_KEY + "\"}", true)
                .join();
        assertThat(heard.next().path("ready").asBoolean()).isTrue();
        socket.sendText(view("1"), true).join();
        assertThat(heard.next().path("accepted").asInt()).isEqualTo(1);
        socket.abort();
    }

    @Test
    void shouldRefuseWhoHasNoKey() throws Exception {
        assertThatThrownBy(() -> connect(new Heard(), "no such key"))
                .isInstanceOf(CompletionException.class)
                .hasStackTraceContaining("401");
        for (String first : List.of("{\"write_key\":\"no such key\"}", view("1"), "{}", "\"x\"")) {
            Heard heard = new Heard();
            connect(heard, null).sendText(first, true).join();
            assertThat(heard.closedBy()).as(first).isEqualTo(EventsSocket.Ending.KEY_REFUSED.code());
            assertThat(heard.texts).isEmpty();
        }
        assertThat(topics.valuesWith(TopicCatalogue.EVENTS.name(), run)).isEmpty();
        given().get("/ws/events")
                .then()
                .statusCode(426)
                .body("type", equalTo("urn:tillstream:problem:upgrade-required"));
    }

    @Test
    void shouldCloseOnWhatItCannotTake() throws Exception {
        Heard binary = new Heard();
        connect(binary, KafkaTestResource.WRITE_KEY)
                .sendBinary(ByteBuffer.wrap(new byte[] {1}), true)
                .join();
        assertThat(binary.closedBy()).isEqualTo(EventsSocket.Ending.NO_TEXT.code());
        Heard large = new Heard();
        WebSocket socket = connect(large, KafkaTestResource.WRITE_KEY);
        socket.sendText("x".repeat(600_000), false).join();
        socket.sendText("x".repeat(600_000), true).join();
        assertThat(large.closedBy()).isEqualTo(EventsSocket.Ending.TOO_LARGE.code());
    }

    @Test
    void shouldAccountForEveryEventOfManyMessagesThatNobodyWaitsFor() throws Exception {
        Random random = new Random(8);
        Heard heard = new Heard();
        WebSocket socket = connect(heard, KafkaTestResource.WRITE_KEY);
        int messages = 300;
        int sent = 0;
        for (int m = 0; m < messages; m++) {
            List<String> events = new ArrayList<>();
            for (int e = random.nextInt(8); e >= 0; e--) {
                events.add(random.nextInt(5) == 0 ? "{\"event_id\":\"x\"}" : view(m + "." + e));
            }
            sent += events.size();
            // far more than may be unanswered: the socket is not read meanwhile
            socket.sendText("[" + String.join(",", events) + "]", true).join();
        }
        Set<String> acknowledged = new HashSet<>();
        Set<Integer> numbers = new HashSet<>();
        int rejected = 0;
        for (int m = 0; m < messages; m++) {
            JsonNode answer = heard.next();
            numbers.add(answer.path("message").asInt());
            answer.path("event_ids").forEach(id -> acknowledged.add(id.asText()));
            rejected += answer.path("rejected").size();
        }
        assertThat(numbers).hasSize(messages);
        assertThat(acknowledged.size() + rejected).isEqualTo(sent);
        assertThat(rejected).isPositive();
        assertThat(topics.valuesWith(TopicCatalogue.EVENTS.name(), run)).hasSize(acknowledged.size());
        socket.abort();
    }
}
