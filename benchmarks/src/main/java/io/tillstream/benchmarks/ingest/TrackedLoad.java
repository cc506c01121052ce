package io.tillstream.benchmarks.ingest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Senders that post batches one after the other and remember which were acknowledged. One that is refused waits a moment and sends other events. */
final class TrackedLoad implements AutoCloseable {

    /** Events in each batch. */
    static final int BATCH = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int ACCEPTED = 202;
    private static final long AFTER_REFUSAL_MILLIS = 250;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI address;
    private final String run;
    private final AtomicLong next = new AtomicLong();
    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<Integer, LongAdder> refusals = new ConcurrentSkipListMap<>();
    private final List<Thread> senders = new ArrayList<>();
    private volatile boolean ends;

    /**
     * @param run begins the id of every event
     */
    TrackedLoad(int port, String run) {
        address = URI.create("http://127.0.0.1:" + port + "/v1/events");
        this.run = run;
    }

    /** Begins so many senders. */
    void start(int count) {
        for (int i = 0; i < count; i++) {
            senders.add(Thread.ofVirtual().start(this::send));
        }
    }

    private void send() {
        while (!ends) {
            long batch = next.getAndIncrement();
            int status = post(batch);
            if (status == ACCEPTED) {
                acknowledged.add(batch);
                continue;
            }
            refusals.computeIfAbsent(status, each -> new LongAdder()).increment();
            try {
                TimeUnit.MILLISECONDS.sleep(AFTER_REFUSAL_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Posts one batch; 0 when no answer came. */
    int post(long batch) {
        StringBuilder body = new StringBuilder("[");
        for (int i = 0; i < BATCH; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"event_id\":\"")
                    .append(run)
                    .append('-')
                    .append(batch)
                    .append('-')
                    .append(i)
                    .append("\",\"action\":\"page_view\",\"customer_id\":\"c-")
                    .append((batch * BATCH + i) % 1_000)
                    .append("\",\"timestamp\":\"2026-01-01T12:00:00Z\"}");
        }
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("X-Write-Key", IngestService.KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.append("]").toString()))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** Numbers of the batches that were acknowledged. */
    Set<Long> acknowledged() {
        return acknowledged;
    }

    /** How often each other status came; 0 is no answer. */
    Map<Integer, LongAdder> refusals() {
        return refusals;
    }

    /** Ends the senders, each after its answer. */
    void finish() throws InterruptedException {
        ends = true;
        for (Thread sender : senders) {
            sender.join();
        }
    }

    @Override
    public void close() {
        ends = true;
        client.close();
    }
}
