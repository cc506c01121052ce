package io.tillstream.stack.cli;

import io.tillstream.stack.launch.Component;
import io.tillstream.stack.launch.DataFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the processes say. */
@Command(
        name = "logs",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = {"Shows what the processes have said last.", ""})
final class LogsCommand implements Callable<Integer> {

    private static final Duration LOOK_EVERY = Duration.ofMillis(300);

    @Parameters(
            arity = "0..1",
            paramLabel = "SERVICE",
            description =
                    "infrastructure, event-simulator, ingest-service, analytics-streams, query-api or dashboard-ws;"
                            + " all of them if none is named.")
    private @Nullable String service;

    @Option(
            names = "-n",
            paramLabel = "LINES",
            defaultValue = "40",
            description = "Lines of each. Default: ${DEFAULT-VALUE}.")
    private int lines;

    @Option(names = "-f", description = "Goes on with what comes, until Ctrl-C.")
    private boolean follow;

    @Mixin
    private DataOption data;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything
    private LogsCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        DataFolder folder = data.get();
        List<LogTail> tails = new ArrayList<>();
        for (Component component : wanted()) {
            Path log = folder.log(component);
            String prefix = service == null ? component.serviceName() + " | " : "";
            if (Files.exists(log) || follow) {
                tails.add(new LogTail(log, prefix, lines));
            }
        }
        if (tails.isEmpty()) {
            spec.commandLine().getErr().println("tillstream: there is no log in " + folder.logs());
            return 1;
        }
        show(tails, out);
        while (follow) {
            Thread.sleep(LOOK_EVERY);
            show(tails, out);
        }
        return 0;
    }

    private static void show(List<LogTail> tails, PrintWriter out) throws IOException {
        for (LogTail tail : tails) {
            tail.newLines().forEach(out::println);
        }
        out.flush();
    }

    private List<Component> wanted() {
        if (service == null) {
            return List.of(Component.values());
        }
        return List.of(Component.named(service)
                .orElseThrow(() -> new IllegalArgumentException("There is no service " + service + "; there are "
                        + Arrays.stream(Component.values())
                                .map(Component::serviceName)
                                .collect(Collectors.joining(", ")))));
    }
}
