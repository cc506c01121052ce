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
import java.nio.file.Files;
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

    @Test
    void shouldShareSavedMappingsWhicheverInstanceIsAsked() throws Exception {
        Path before = Files.createDirectories(
                ServiceInstance.imports(folder.resolve("one")).resolve("mappings"));
        Files.writeString(
                before.resolve("0b5e2c1a.json"),
                "{\"name\":\"old\",\"owner\":\"tests\",\"shared\":false,\"mapping\":{\"Beleg\":\"order_id\"},\"options\":{},"
                        + "\"saved_at\":\"2026-01-01T12:00:00Z\"}");
        try (HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                LocalBroker broker = LocalBroker.start(folder.resolve("kafka"), 0);
                ServiceInstance one = ServiceInstance.start(folder.resolve("one"), broker.bootstrapServers());
                ServiceInstance two = ServiceInstance.start(folder.resolve("two"), broker.bootstrapServers())) {
            one.awaitReady(client);
            two.awaitReady(client);
            Awaitility.await("kept in a file before, by one instance")
                    .atMost(SOON)
                    .until(() -> mapping(client, two, "old", null, null).statusCode() == 200);

            HttpResponse<String> saved = mapping(client, one, "till", "{\"mapping\":{\"Beleg\":\"order_id\"}}", null);
            assertThat(saved.statusCode()).isEqualTo(200);
            String tag = saved.headers().firstValue("ETag").orElseThrow();
            HttpResponse<String> changed = mapping(client, two, "till", "{\"mapping\":{\"Bon\":\"order_id\"}}", tag);
            assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
            assertThat(mapping(client, one, "till", "{\"mapping\":{\"Kasse\":\"order_id\"}}", tag)
                            .statusCode())
                    .isEqualTo(412);
            Awaitility.await()
                    .atMost(SOON)
                    .until(() -> mapping(client, one, "till", null, null).body().equals(changed.body()));

            two.terminate();
            two.awaitEnd();
            try (ServiceInstance later = ServiceInstance.start(folder.resolve("three"), broker.bootstrapServers())) {
                later.awaitReady(client);
                assertThat(mapping(client, later, "till", null, null).body()).isEqualTo(changed.body());
                assertThat(mapping(client, later, "old", null, null).statusCode())
                        .isEqualTo(200);
            }
        }
    }

    private static HttpResponse<String> mapping(
            HttpClient client, ServiceInstance service, String name, @Nullable String body, @Nullable String tag)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.address("/v1/imports/mappings/" + name))
                .header(WriteKeys.HEADER, KafkaTestResource.WRITE_KEY)
                .timeout(SOON);
        if (body != null) {
            request.PUT(HttpRequest.BodyPublishers.ofString(body));
        }
        if (tag != null) {
            request.header("If-Match", tag);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Senders of batches and senders at the WebSocket, each with the next when the last is answered. */
    private static final class Load {

        final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        final Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();
        final Map<Integer, LongAdder> closedBy = new ConcurrentSkipListMap<>();
        private final HttpClient client;
        private final ServiceInstance service;
        private final PageViews views = new PageViews(BATCH);
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
                List<String> ids = views.ids();
                HttpRequest request = PageViews.request(service, ids, SOON);
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
                CompletableFuture<WebSocket> sent = socket.sendText(PageViews.body(load.views.ids()), true);
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
