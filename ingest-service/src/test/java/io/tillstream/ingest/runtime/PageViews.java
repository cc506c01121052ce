package io.tillstream.ingest.runtime;

import io.tillstream.ingest.keys.WriteKeys;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Batches of events that have never been sent before. Thread-safe. */
final class PageViews {

    private final AtomicInteger next = new AtomicInteger();
    private final int size;

    /** @param size events of a batch */
    PageViews(int size) {
        this.size = size;
    }

    /** The ids of the next batch. */
    List<String> ids() {
        int batch = next.getAndIncrement();
        return IntStream.range(0, size).mapToObj(i -> batch + "-" + i).toList();
    }

    /** The batch as an array of JSON. */
    static String body(List<String> ids) {
        List<String> events = ids.stream()
                .map(id -> "{\"event_id\":\"" + id + "\",\"action\":\"page_view\",\"customer_id\":\"c-" + id
                        + "\",\"timestamp\":\"2026-01-01T12:00:00Z\"}")
                .toList();
        return "[" + String.join(",", events) + "]";
    }

    /** The batch as a request with the tests' write key. */
    static HttpRequest request(ServiceInstance service, List<String> ids, Duration patience) {
        return HttpRequest.newBuilder(service.address("/v1/events"))
                .header(WriteKeys.HEADER, KafkaTestResource.WRITE_KEY)
                .header("Content-Type", "application/json")
                .timeout(patience)
                .POST(HttpRequest.BodyPublishers.ofString(body(ids)))
                .build();
    }
}
