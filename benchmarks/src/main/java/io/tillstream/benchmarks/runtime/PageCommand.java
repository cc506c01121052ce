package io.tillstream.benchmarks.runtime;

import io.tillstream.benchmarks.page.Frames;
import io.tillstream.benchmarks.page.Opening;
import io.tillstream.benchmarks.page.PageVisit;
import io.tillstream.benchmarks.report.BenchmarkResult;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tillstream bench page}. */
@Command(
        name = "page",
        description =
                "The page of a running installation in Chromium: how soon it shows a chart, and how smoothly it moves.")
final class PageCommand implements Callable<Integer> {

    private static final double PERCENT = 100;

    @Option(
            names = "--dashboard",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "Address of the running dashboard (default: ${DEFAULT-VALUE}).")
    private URI dashboard;

    @Option(
            names = "--loads",
            paramLabel = "N",
            defaultValue = "10",
            description = "How often the page is opened after the first time (default: ${DEFAULT-VALUE}).")
    private int loads;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "How long frames are counted (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--json", description = "Last line: the figures as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything
    PageCommand() {}

    @Override
    public Integer call() {
        if (loads < 1 || seconds < 1 || dashboard.getHost() == null) {
            throw new IllegalArgumentException(
                    "--loads and --seconds take 1 or more, --dashboard an address such as http://127.0.0.1:8080");
        }
        PrintWriter progress = spec.commandLine().getErr();
        try (PageVisit visit = new PageVisit(dashboard)) {
            progress.println("Opening the page " + (loads + 1) + " times");
            progress.flush();
            Opening first = visit.open();
            List<Opening> again = new ArrayList<>();
            for (int i = 0; i < loads; i++) {
                again.add(visit.open());
            }
            visit.gatherChannels();
            visit.frames(3); // the panels draw what came meanwhile
            progress.println("Counting frames for " + seconds + " seconds");
            progress.flush();
            Frames frames = visit.frames(seconds);
            Map<String, Double> figures = figures(first, again, frames, visit.messages());
            PrintWriter out = spec.commandLine().getOut();
            figures.forEach((name, value) -> out.printf(Locale.ROOT, "%-28s %,.1f%n", name.replace('_', ' '), value));
            if (json) {
                out.println(BenchmarkResult.here("page", figures).json());
            }
            out.flush();
            return 0;
        }
    }

    private Map<String, Double> figures(
            Opening first, List<Opening> again, Frames frames, Map<String, Integer> messages) {
        List<Double> charts = sorted(again, Opening::firstChartMillis);
        List<Double> whole = sorted(again, Opening::wholeChartMillis);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("first_chart_cold_ms", first.firstChartMillis());
        figures.put("first_chart_warm_p50_ms", charts.get((charts.size() - 1) / 2));
        figures.put("first_chart_warm_max_ms", charts.getLast());
        figures.put("whole_chart_cold_ms", first.wholeChartMillis());
        figures.put("whole_chart_warm_p50_ms", whole.get((whole.size() - 1) / 2));
        figures.put("channels", (double) messages.size());
        figures.put(
                "messages_per_second",
                (double) messages.values().stream().mapToInt(Integer::intValue).sum() / seconds);
        figures.put("frames_per_second", frames.perSecond());
        figures.put("time_in_late_frames_percent", PERCENT * frames.lateShare());
        figures.put("frame_p99_ms", frames.quantile(0.99));
        figures.put("frame_longest_ms", frames.quantile(1));
        return figures;
    }

    private static List<Double> sorted(List<Opening> openings, ToDoubleFunction<Opening> millis) {
        return openings.stream().mapToDouble(millis).sorted().boxed().toList();
    }
}
