package io.tillstream.benchmarks.runtime;

import io.tillstream.benchmarks.live.Delays;
import io.tillstream.benchmarks.live.LiveLoad;
import io.tillstream.benchmarks.report.BenchmarkResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tillstream bench ws}. */
@Command(
        name = "ws",
        description = "Many clients of a running installation's gateway: how late live figures reach them.")
final class WsCommand implements Callable<Integer> {

    @Option(
            names = "--dashboard",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "Address of the running dashboard (default: ${DEFAULT-VALUE}).")
    private URI dashboard;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The installation's folder, where its key is (default: .tillstream).")
    private @Nullable Path data;

    @Option(
            names = "--sockets",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Clients (default: ${DEFAULT-VALUE}).")
    private int sockets;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "How long to measure (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--channels",
            paramLabel = "NAME,…",
            split = ",",
            defaultValue = "kpis,sales,categories,products,segments,funnel,seasonality,carts,transactions,status",
            description = "What each client subscribes to (default: ${DEFAULT-VALUE}).")
    private List<String> channels;

    @Option(names = "--json", description = "Last line: the figures as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything
    WsCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (sockets < 1 || seconds < 1 || dashboard.getHost() == null || dashboard.getPort() < 0) {
            throw new IllegalArgumentException(
                    "--sockets and --seconds take 1 or more, --dashboard an address such as http://127.0.0.1:8080");
        }
        PrintWriter progress = spec.commandLine().getErr();
        try (LiveLoad load = new LiveLoad(dashboard, key(), channels, sockets, Clock.systemUTC())) {
            progress.println("Opening " + sockets + " sockets");
            progress.flush();
            load.open(sockets);
            load.measure(Duration.ofSeconds(5)); // snapshots are on their way
            progress.println("Measuring for " + seconds + " seconds");
            progress.flush();
            LiveLoad.Received received = load.measure(Duration.ofSeconds(seconds));
            Map<String, Double> figures = figures(received);
            PrintWriter out = spec.commandLine().getOut();
            figures.forEach((name, value) -> out.printf(Locale.ROOT, "%-28s %,.1f%n", name.replace('_', ' '), value));
            if (json) {
                out.println(BenchmarkResult.here("ws", figures).json());
            }
            out.flush();
            return received.delays().total() == 0 || received.lost() > 0 ? 1 : 0;
        }
    }

    private Map<String, Double> figures(LiveLoad.Received received) {
        Delays delays = received.delays();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("sockets", (double) sockets);
        figures.put("sockets_lost", (double) received.lost());
        figures.put("messages_per_second", (double) delays.total() / seconds);
        figures.put("characters_per_second", (double) received.characters() / seconds);
        figures.put("delay_mean_ms", delays.mean());
        figures.put("delay_p50_ms", (double) delays.quantile(0.5));
        figures.put("delay_p95_ms", (double) delays.quantile(0.95));
        figures.put("delay_p99_ms", (double) delays.quantile(0.99));
        figures.put("delay_max_ms", (double) delays.quantile(1));
        return figures;
    }

    /** The installation's own key; null where there is none, and where everybody is let in none is needed. */
    private @Nullable String key() throws IOException {
        Path folder = data != null ? data : Path.of(System.getProperty("tillstream.home", "."), ".tillstream");
        Path file = folder.resolve("secrets").resolve("service-key");
        return Files.exists(file) ? Files.readString(file).strip() : null;
    }
}
