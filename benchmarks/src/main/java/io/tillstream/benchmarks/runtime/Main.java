package io.tillstream.benchmarks.runtime;

import io.tillstream.benchmarks.process.QuietLogs;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code tillstream bench}. Exit status: 0 done, 1 not done, 2 not understood. */
@Command(
        name = "tillstream bench",
        description = {
            "Measures this version on this machine. Builds it first if need be.",
            "What the figures mean is in docs/performance.md."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            EventsCommand.class,
            EngineCommand.class,
            GrowthCommand.class,
            ValueCommand.class,
            ApiCommand.class,
            IngestCommand.class,
            BundlesCommand.class,
            ModelsCommand.class,
            PageCommand.class,
            WsCommand.class
        },
        mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the field before it calls anything
    private Main() {}

    public static void main(String[] arguments) {
        QuietLogs.errorsOnly();
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command tree. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setUsageHelpWidth(100)
                .setUsageHelpAutoWidth(false)
                .setExecutionExceptionHandler((exception, commandLine, parsed) -> {
                    if (exception instanceof IllegalArgumentException) {
                        commandLine.getErr().println("tillstream: " + exception.getMessage());
                        return 2;
                    }
                    commandLine.getErr().println("tillstream: the benchmark failed: " + exception.getMessage());
                    exception.printStackTrace(commandLine.getErr());
                    return 1;
                });
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return 2;
    }
}
