package io.tillstream.acceptance.upgrade;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Sends orders and asks for figures all the time. A request that gets no answer is sent again, as trackers do; an answer that refuses is a fault. */
final class Load implements AutoCloseable {

    private static final int CUSTOMERS = 200;
    private static final int BATCH = 20;

    private final HttpClient http;
    private final AtomicBoolean goesOn = new AtomicBoolean(true);
    private final AtomicLong orders = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> tasks = new ArrayList<>();

    Load(HttpClient http) {
        this.http = http;
    }

    /** Orders to wherever events go at that moment. */
    void sendOrders(Supplier<URI> ingest, String writeKey) {
        tasks.add(threads.submit(() -> {
            while (goesOn.get()) {
                String batch = batch();
                until(() -> {
                    HttpResponse<String> answer =
                            send(HttpRequest.newBuilder(ingest.get().resolve("/v1/events"))
                                    .header("Content-Type", "application/x-ndjson")
                                    .header("Authorization", "Bearer " + writeKey)
                                    .POST(HttpRequest.BodyPublishers.ofString(batch)));
                    if (answer.statusCode() != 202) {
                        faults.add("events: " + answer.statusCode() + " " + answer.body());
                    }
                    orders.addAndGet(BATCH);
                });
                TimeUnit.MILLISECONDS.sleep(50);
            }
            return null;
        }));
    }

    /** Questions to wherever they go at that moment. */
    void ask(Supplier<URI> service, String path, String key) {
        tasks.add(threads.submit(() -> {
            while (goesOn.get()) {
                until(() -> {
                    HttpResponse<String> answer =
                            send(HttpRequest.newBuilder(service.get().resolve(path))
                                    .header("Authorization", "Bearer " + key));
                    if (answer.statusCode() != 200) {
                        faults.add(path + ": " + answer.statusCode() + " " + answer.body());
                    }
                    answers.incrementAndGet();
                });
                TimeUnit.MILLISECONDS.sleep(100);
            }
            return null;
        }));
    }

    private String batch() {
        long first = orders.get();
        StringBuilder lines = new StringBuilder();
        for (long order = first; order < first + BATCH; order++) {
            lines.append("""
                    {"event_id":"e-%d","action":"purchase","customer_id":"c-%d","timestamp":"%s","order_id":"o-%d",\
                    "items":[{"product_id":"p-%d","category":"books","price":10,"quantity":1}]}
                    """.formatted(order, order % CUSTOMERS, Instant.now(), order, order % 7));
        }
        return lines.toString();
    }

    private interface Request {
        void send() throws IOException, InterruptedException;
    }

    private static void until(Request request) throws InterruptedException {
        while (true) {
            try {
                request.send();
                return;
            } catch (IOException noAnswer) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Ends it after what is under way. */
    void end() throws Exception {
        goesOn.set(false);
        for (Future<?> task : tasks) {
            task.get(1, TimeUnit.MINUTES);
        }
    }

    /** Orders that were acknowledged. */
    long orders() {
        return orders.get();
    }

    /** Questions that were answered. */
    long answers() {
        return answers.get();
    }

    /** Answers that refused. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void close() {
        goesOn.set(false);
        threads.shutdownNow();
    }
}
