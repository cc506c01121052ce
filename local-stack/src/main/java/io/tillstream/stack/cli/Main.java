package io.tillstream.stack.cli;

import io.tillstream.stack.audit.AuditCommand;
import io.tillstream.stack.launch.StartRefusedException;
import io.tillstream.stack.replay.ReplayCommand;
import io.tillstream.stack.sizing.SizeCommand;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** The command {@code tillstream}. Exit status: 0 done, 1 not done, 2 not understood. */
@Command(
        name = "tillstream",
        description = "Real-time customer analytics for shops, on Kafka.",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            ImportCommand.class,
            TrainCommand.class,
            AuditCommand.class,
            RebuildCommand.class,
            ReplayCommand.class,
            SizeCommand.class
        })
public final class Main implements Callable<Integer> {

    /** Kept here, for a logger that nobody keeps forgets its level. What its clients have to say is said by the commands, in words. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the field before it calls anything
    private Main() {}

    public static void main(String[] arguments) {
        KAFKA.setLevel(Level.SEVERE);
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command tree. */
    static CommandLine commandLine() {
        CommandLine root = new CommandLine(new Main());
        root.getSubcommands().values().forEach(Main::addHelp);
        return root.setUsageHelpWidth(100)
                .setUsageHelpAutoWidth(false)
                .setAbbreviatedOptionsAllowed(false)
                .setExecutionExceptionHandler((exception, commandLine, parsed) -> {
                    boolean isForThePerson = exception instanceof StartRefusedException
                            || exception instanceof CommandFailedException
                            || exception instanceof IllegalArgumentException;
                    if (!isForThePerson) {
                        throw exception;
                    }
                    commandLine.getErr().println("tillstream: " + exception.getMessage());
                    return 1;
                });
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return 2;
    }

    private static void addHelp(CommandLine command) {
        if (command.getCommandSpec().findOption("--help") == null) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder("--help")
                            .usageHelp(true)
                            .description("Shows this help.")
                            .build());
        }
    }
}
