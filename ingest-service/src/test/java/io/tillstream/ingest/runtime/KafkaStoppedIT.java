package io.tillstream.ingest.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.ingest.events.Topics;
import io.tillstream.stack.broker.LocalBroker;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as it ships, in a process with 256 MB of heap, while Kafka is stopped for a minute and many go on sending. */
class KafkaStoppedIT {

    private static final Duration OUTAGE = Duration.ofSeconds(60);
    private static final int SENDERS = 32;
    private static final int BATCH = 100;
    private static final Duration SOON = Duration.ofSeconds(60);
    /** What was in the producer when Kafka stopped waits for the delivery timeout of 5 s, and what met a full buffer for 2 s more. */
    private static final Duration SLOWEST = Duration.ofSeconds(12);
    /** From then on Kafka is known to be away. */
    private static final Duration KNOWN_AFTER = Duration.ofSeconds(15);

    /** Less than the delivery timeout. */
    private static final Duration AT_ONCE = Duration.ofSeconds(4);

    @TempDir
    Path folder;

    /** @param begunAt and {@code endedAt} in nanoseconds of the JVM */
    private record Answer(int status, boolean saysWhenToComeBack, List<String> ids, long begunAt, long endedAt) {
        Duration took() {
            return Duration.ofNanos(endedAt - begunAt);
        }
    }

    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private volatile boolean done;

    @Test
    void shouldRefuseQuicklyForAMinuteAndGoOnWithoutLosingWhatItAcknowledged() throws Exception {
        LocalBroker broker = LocalBroker.start(folder.resolve("kafka"), 0);
        int port = broker.port();
        try (HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                ServiceInstance service = ServiceInstance.start(folder.resolve("one"), broker.bootstrapServers())) {
            service.awaitReady(client);
            List<Thread> senders = startSending(client, service);
            Awaitility.await().atMost(SOON).until(() -> count(202, 0) > SENDERS);

            broker.close();
            long stopped = System.nanoTime();
            while (System.nanoTime() - stopped < OUTAGE.toNanos()) {
                assertThat(status(client, service, "/q/health/live")).isEqualTo(200);
                Thread.sleep(1_000);
            }
            assertThat(status(client, service, "/q/health/ready")).isEqualTo(503);
            long again = System.nanoTime();
            try (LocalBroker back = LocalBroker.start(folder.resolve("kafka"), port)) {
                Awaitility.await().atMost(SOON).until(() -> count(202, again) > SENDERS);
                done = true;
                for (Thread sender : senders) {
                    assertThat(sender.join(SOON)).isTrue();
                }
                service.awaitReady(client);

                shouldHaveAnswered(stopped, again);
                shouldBeOnTheLogOnce(back.bootstrapServers());
                assertThat(metrics(client, service)).containsPattern("tillstream_ingest_in_flight_bytes 0\\.0");
            }
        } finally {
            done = true;
            broker.close();
        }
    }

    private void shouldHaveAnswered(long stopped, long again) {
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isIn(202, 503);
            assertThat(answer.took()).isLessThan(SLOWEST);
            assertThat(answer.saysWhenToComeBack()).isEqualTo(answer.status() == 503);
        });
        List<Answer> known = answers.stream()
                .filter(answer -> answer.begunAt() > stopped + KNOWN_AFTER.toNanos() && answer.endedAt() < again)
                .toList();
        assertThat(known).as("answers while Kafka was known to be away").hasSizeGreaterThan(10 * SENDERS);
        assertThat(known).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.took()).isLessThan(AT_ONCE);
        });
    }

    private void shouldBeOnTheLogOnce(String kafka) throws IOException {
        JsonMapper mapper = new JsonMapper();
        Set<String> onTheLog = new HashSet<>();
        for (String value : new Topics(kafka).valuesWith(TopicCatalogue.EVENTS.name(), "\"event_id\"")) {
            String id = mapper.readTree(value).path("event_id").asText();
            assertThat(onTheLog.add(id)).as("%s is there once", id).isTrue();
        }
        for (Answer answer : answers) {
            if (answer.status() == 202) {
                assertThat(onTheLog).as("acknowledged").containsAll(answer.ids());
            }
        }
    }

    private List<Thread> startSending(HttpClient client, ServiceInstance service) {
        PageViews views = new PageViews(BATCH);
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            senders.add(Thread.ofVirtual().start(() -> {
                try {
                    while (!done) {
                        send(client, service, views.ids());
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        return senders;
    }

    private void send(HttpClient client, ServiceInstance service, List<String> ids) throws InterruptedException {
        long begun = System.nanoTime();
        int status = 0;
        boolean comeBack = false;
        try {
            HttpResponse<Void> answer =
                    client.send(PageViews.request(service, ids, SOON), HttpResponse.BodyHandlers.discarding());
            status = answer.statusCode();
            comeBack = answer.headers().firstValue("Retry-After").isPresent();
        } catch (IOException e) {
            // told by the status 0, which no answer may have
        }
        answers.add(new Answer(status, comeBack, ids, begun, System.nanoTime()));
        // more would say no more: the machine is to have time for the broker
        Thread.sleep(50);
    }

    private long count(int status, long after) {
        return answers.stream()
                .filter(answer -> answer.status() == status && answer.begunAt() > after)
                .count();
    }

    private static int status(HttpClient client, ServiceInstance service, String path) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(service.address(path))
                                .timeout(SOON)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static String metrics(HttpClient client, ServiceInstance service) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(service.address("/q/metrics")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
