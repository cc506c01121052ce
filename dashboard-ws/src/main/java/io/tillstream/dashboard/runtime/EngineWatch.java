package io.tillstream.dashboard.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tillstream.dashboard.status.Vitals;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the engine every few seconds how it is, by its readiness and its metrics. */
final class EngineWatch implements Runnable {

    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Pattern EVENTS = Pattern.compile("(?m)^tillstream_events_total\\{[^}]*} (\\S+)$");
    private static final Pattern REJECTED =
            Pattern.compile("(?m)^tillstream_events_total\\{outcome=\"rejected\"} (\\S+)$");
    private static final Pattern LAG = Pattern.compile("(?m)^tillstream_engine_lag_records (\\S+)$");

    private final URI engine;
    private final Vitals vitals;
    private final JsonMapper mapper = new JsonMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private double eventsBefore = -1;
    private long nanosBefore;

    EngineWatch(URI engine, Vitals vitals) {
        this.engine = engine;
        this.vitals = vitals;
    }

    @Override
    public void run() {
        try {
            do {
                look();
            } while (!stopped.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the thread end. */
    void stop() {
        stopped.countDown();
    }

    private void look() throws InterruptedException {
        try {
            String state = state(get("/q/health/ready"));
            String metrics = get("/q/metrics");
            long now = System.nanoTime();
            double events = sum(EVENTS, metrics);
            double rate = eventsBefore < 0 ? 0 : Math.max(0, (events - eventsBefore) * 1e9 / (now - nanosBefore));
            eventsBefore = events;
            nanosBefore = now;
            vitals.engine(new Vitals.Engine(state, rate, (long) sum(LAG, metrics), (long) sum(REJECTED, metrics)));
        } catch (IOException e) {
            eventsBefore = -1;
            vitals.engine(null);
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(engine.resolve(path))
                                .timeout(PATIENCE)
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private String state(String health) throws IOException {
        for (JsonNode check : mapper.readTree(health).path("checks")) {
            if (check.path("name").asText().equals("stream")) {
                return check.path("data").path("state").asText();
            }
        }
        throw new IOException("says nothing of its stream");
    }

    private static double sum(Pattern line, String metrics) {
        double sum = 0;
        for (Matcher found = line.matcher(metrics); found.find(); ) {
            sum += Double.parseDouble(found.group(1));
        }
        return sum;
    }
}
