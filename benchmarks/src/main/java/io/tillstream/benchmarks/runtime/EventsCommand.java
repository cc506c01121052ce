package io.tillstream.benchmarks.runtime;

import io.tillstream.benchmarks.events.EventsBenchmark;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tillstream bench events}. */
@Command(name = "events", description = "Reading one event, beside what the JSON parser alone can do. About a minute.")
final class EventsCommand implements Callable<Integer> {

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "4",
            description = "Seconds measured for each of eight figures (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--verbose", description = "Show every iteration.")
    private boolean verbose;

    @Option(names = "--json", description = "Last line: the figures as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything
    EventsCommand() {}

    @Override
    public Integer call() throws RunnerException {
        spec.commandLine().getErr().println("Reading events, eight figures in turn");
        EventsBenchmark.Figures figures = new EventsBenchmark(seconds, verbose).run();
        spec.commandLine().getOut().print(figures.text());
        if (json) {
            spec.commandLine().getOut().println(figures.result().json());
        }
        spec.commandLine().getOut().flush();
        return 0;
    }
}
