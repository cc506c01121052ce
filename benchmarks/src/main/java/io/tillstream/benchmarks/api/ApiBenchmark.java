package io.tillstream.benchmarks.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillstream.stack.database.LargeShop;
import io.tillstream.stack.database.LocalDatabase;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Fills the tables with a large shop and asks every endpoint at a fixed rate, beside one that does nothing. */
public final class ApiBenchmark {

    private static final String TRIVIAL = "/q/health/live";
    private static final String PASSWORD = "bench";
    private static final double NANOS = 1e9;
    private static final int HEAP_MEBIBYTES = 512;
    /** What takes longer alone could only fall behind at a rate, and what waits for it would be measured with the next. */
    private static final double GOAL_MILLIS = 50;

    private static final int ALONE = 5;

    private final Options options;
    private final Consumer<String> out;
    private final Map<String, Double> figures = new LinkedHashMap<>();

    /**
     * @param shop what the tables are filled with
     * @param perSecond requests a second, of one endpoint at a time
     * @param seconds for which each endpoint is asked, after one to warm up
     * @param only addresses that hold this text; empty for all
     * @param writes whether somebody writes each second meanwhile
     * @param program the service's quarkus-run.jar
     */
    public record Options(LargeShop shop, int perSecond, double seconds, String only, boolean writes, Path program) {}

    /** @param out takes the report, line by line */
    public ApiBenchmark(Options options, Consumer<String> out) {
        this.options = options;
        this.out = out;
    }

    /** All figures, by name. */
    public Map<String, Double> figures() {
        return figures;
    }

    /** Runs all of it in a folder. */
    public void run(Path folder) throws IOException, InterruptedException, SQLException {
        try (LocalDatabase database = LocalDatabase.start(folder.resolve("postgres"), 0, PASSWORD);
                QueryService service =
                        QueryService.start(options.program(), folder, HEAP_MEBIBYTES, environment(database));
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .executor(threads)
                        .build()) {
            String url = "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.database()
                    + "?currentSchema=tillstream&options=-c%20TimeZone=UTC";
            fill(url, database.user());
            if (options.writes()) {
                try (Writes writes = new Writes(
                        url,
                        database.user(),
                        PASSWORD,
                        options.shop().customers(),
                        Executors.newSingleThreadScheduledExecutor())) {
                    measure(service, client);
                    out.accept(writes.commits() + " transactions were committed meanwhile");
                    figures.put("commits_count", (double) writes.commits());
                }
            } else {
                measure(service, client);
            }
        }
    }

    private static Map<String, String> environment(LocalDatabase database) {
        return Map.of(
                "TILLSTREAM_DATABASE_HOST", database.host(),
                "TILLSTREAM_DATABASE_PORT", Integer.toString(database.port()),
                "TILLSTREAM_DATABASE_NAME", database.database(),
                "TILLSTREAM_DATABASE_USER", database.user(),
                "TILLSTREAM_DATABASE_PASSWORD", PASSWORD);
    }

    private void fill(String url, String user) throws SQLException {
        long begun = System.nanoTime();
        try (Connection connection = DriverManager.getConnection(url, user, PASSWORD)) {
            options.shop().insert(connection);
        }
        double seconds = (System.nanoTime() - begun) / NANOS;
        figures.put("fill_seconds", seconds);
        out.accept(String.format(
                Locale.ROOT,
                "%,d customers, %,d products, two years: tables filled in %.0f s",
                options.shop().customers(),
                options.shop().products(),
                seconds));
    }

    private void measure(QueryService service, HttpClient client) throws IOException, InterruptedException {
        String openApi = client.send(service.request("/openapi?format=json"), HttpResponse.BodyHandlers.ofString())
                .body();
        String month = "?from=" + LargeShop.LAST.minusDays(29) + "&to=" + LargeShop.LAST;
        List<String> addresses = Addresses.of(new ObjectMapper().readTree(openApi), month).stream()
                .filter(address -> address.contains(options.only()))
                .toList();
        OpenLoop loop = new OpenLoop(client, options.perSecond());
        OpenLoop.Times trivial = timed(loop, service.request(TRIVIAL));
        out.accept(String.format(
                Locale.ROOT,
                "%d requests a second, one endpoint at a time, %.0f s each; milliseconds from when a request was due",
                options.perSecond(),
                options.seconds()));
        out.accept(String.format(Locale.ROOT, "%9s %9s %9s %8s  %s", "p50", "p99", "max", "× p99", "GET"));
        line(TRIVIAL, trivial, trivial, false);
        double worst = 0;
        int missed = 0;
        int asked = 0;
        for (String address : addresses) {
            int status = client.send(service.request(address), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status != 200) {
                out.accept(String.format(Locale.ROOT, "%39s  %s", "answers " + status, address));
                continue;
            }
            OpenLoop.Times alone = loop.askOneByOne(service.request(address), ALONE);
            boolean tooSlow = alone.millis(50) > GOAL_MILLIS;
            OpenLoop.Times times = tooSlow ? alone : timed(loop, service.request(address));
            line(address, times, trivial, tooSlow);
            worst = Math.max(worst, times.millis(99));
            missed += times.millis(99) > GOAL_MILLIS || times.failed() > 0 ? 1 : 0;
            asked++;
        }
        out.accept(String.format(
                Locale.ROOT, "%d of %d addresses have a p99 above %.0f ms or a failure", missed, asked, GOAL_MILLIS));
        figures.put("asked_count", (double) asked);
        figures.put("missed_count", (double) missed);
        figures.put("worst_p99_ms", worst);
    }

    /** After a second to warm up. */
    private OpenLoop.Times timed(OpenLoop loop, HttpRequest request) throws InterruptedException {
        loop.ask(request, Math.min(options.seconds(), 1));
        return loop.ask(request, options.seconds());
    }

    private void line(String address, OpenLoop.Times times, OpenLoop.Times trivial, boolean alone) {
        String failed = (alone ? "  (one after another)" : "")
                + (times.failed() == 0 ? "" : "  (" + times.failed() + " failed)");
        out.accept(String.format(
                Locale.ROOT,
                "%9.1f %9.1f %9.1f %8.1f  %s%s",
                times.millis(50),
                times.millis(99),
                times.micros().getMaxValue() / 1e3,
                times.millis(99) / trivial.millis(99),
                address,
                failed));
        String name = address.replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
        figures.put(name + "_p50_ms", times.millis(50));
        figures.put(name + "_p99_ms", times.millis(99));
        figures.put(name + "_max_ms", times.micros().getMaxValue() / 1e3);
        figures.put(name + "_failed_count", (double) times.failed());
    }
}
