package io.tillstream.ingest.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.ingest.events.Topics;
import io.tillstream.ingest.keys.WriteKeys;
import io.tillstream.stack.broker.LocalBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of the service as it ships, each in a process of its own, on one broker; one of them is ended while many send. */
class InstancesIT {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int SENDERS = 24;
    private static final int SOCKETS = 4;
    private static final int BATCH = 50;
    private static final int ENOUGH = 200;
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void shouldTellEverySenderWhatIsOnTheLogWhenItEndsUnderLoad() throws Exception {
        try (HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                LocalBroker broker = LocalBroker.start(folder.resolve("kafka"), 0);
                ServiceInstance ending = ServiceInstance.start(folder.resolve("one"), broker.bootstrapServers());
                ServiceInstance staying = ServiceInstance.start(folder.resolve("two"), broker.bootstrapServers())) {
            ending.awaitReady(client);
            staying.awaitReady(client);

            Load load = new Load(client, ending);
            load.start();
            Awaitility.await().atMost(SOON).until(() -> load.acknowledged.size() > ENOUGH * BATCH);
            ending.terminate();
            ending.awaitEnd();
            load.finish();

            Set<String> onTheLog = ConcurrentHashMap.newKeySet();
            for (String value :
                    new Topics(broker.bootstrapServers()).valuesWith(TopicCatalogue.EVENTS.name(), "\"event_id\"")) {
                assertThat(onTheLog.add(MAPPER.readTree(value).path("event_id").asText()))
                        .as("once")
                        .isTrue();
            }
            assertThat(load.statuses.keySet()).as("answers, 0 for none").isSubsetOf(0, 202, 503);
            assertThat(onTheLog).as("acknowledged is on the log").containsAll(load.acknowledged);
            onTheLog.removeAll(load.acknowledged);
            assertThat(onTheLog)
                    .as("on the log and not acknowledged, answers %s", load.statuses)
                    .isEmpty();
            assertThat(load.closedBy).containsOnlyKeys(1001);
            staying.awaitReady(client);
        }
    }

    /** Senders of batches and senders at the WebSocket, each with the next when the last is answered. */
    private static final class Load {

        final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        final Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();
        final Map<Integer, LongAdder> closedBy = new ConcurrentSkipListMap<>();
        private final HttpClient client;
        private final ServiceInstance service;
        private final AtomicInteger next = new AtomicInteger();
        private final List<Thread> senders = new ArrayList<>();
        private final List<Sender> sockets = new ArrayList<>();

        Load(HttpClient client, ServiceInstance service) {
            this.client = client;
            this.service = service;
        }

        void start() {
            for (int i = 0; i < SENDERS; i++) {
                senders.add(Thread.ofVirtual().start(this::send));
            }
            for (int i = 0; i < SOCKETS; i++) {
                Sender sender = new Sender(this);
                String address = service.address("/ws/events").toString().replaceFirst("^http", "ws");
                client.newWebSocketBuilder()
                        .header(WriteKeys.HEADER, KafkaTestResource.WRITE_KEY)
                        .buildAsync(URI.create(address), sender)
                        .join();
                sockets.add(sender);
            }
        }

        private void send() {
            int status = 202;
            while (status == 202) {
                List<String> ids = ids();
                HttpRequest request = HttpRequest.newBuilder(service.address("/v1/events"))
                        .header(WriteKeys.HEADER, KafkaTestResource.WRITE_KEY)
                        .header("Content-Type", "application/json")
                        .timeout(SOON)
                        .POST(HttpRequest.BodyPublishers.ofString(body(ids)))
                        .build();
                try {
                    status = client.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                } catch (IOException e) {
                    status = 0;
                } catch (InterruptedException e) {
                    return;
                }
                if (status == 202) {
                    acknowledged.addAll(ids);
                }
                statuses.computeIfAbsent(status, each -> new LongAdder()).increment();
            }
        }

        List<String> ids() {
            int batch = next.getAndIncrement();
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                ids.add(batch + "-" + i);
            }
            return ids;
        }

        static String body(List<String> ids) {
            List<String> events = ids.stream()
                    .map(id -> "{\"event_id\":\"" + id + "\",\"action\":\"page_view\",\"customer_id\":\"c-" + id
                            + "\",\"timestamp\":\"2026-01-01T12:00:00Z\"}")
                    .toList();
            return "[" + String.join(",", events) + "]";
        }

        void finish() throws Exception {
            for (Thread sender : senders) {
                sender.join(SOON);
            }
            for (Sender socket : sockets) {
                int code = socket.code.get(SOON.toSeconds(), TimeUnit.SECONDS);
                closedBy.computeIfAbsent(code, each -> new LongAdder()).increment();
            }
        }
    }

    /** One at the WebSocket. */
    private static final class Sender implements WebSocket.Listener {

        final CompletableFuture<Integer> code = new CompletableFuture<>();
        private final Load load;
        private final StringBuilder heard = new StringBuilder();

        Sender(Load load) {
            this.load = load;
        }

        @Override
        public void onOpen(WebSocket socket) {
            socket.request(1);
            sendNext(socket);
        }

        private void sendNext(WebSocket socket) {
            try {
                CompletableFuture<WebSocket> sent = socket.sendText(Load.body(load.ids()), true);
                sent.exceptionally(problem -> socket);
            } catch (CompletionException e) {
                // closing: what comes next says why
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            heard.append(data);
            if (last) {
                try {
                    JsonNode answer = MAPPER.readTree(heard.toString());
                    answer.path("event_ids").forEach(id -> load.acknowledged.add(id.asText()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                heard.setLength(0);
                sendNext(socket);
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
    }
}
