package io.tillstream.stack.replay;

import io.tillstream.stack.audit.CannotAuditException;
import io.tillstream.stack.cli.DataOption;
import io.tillstream.stack.launch.DataFolder;
import io.tillstream.stack.runtime.FolderLock;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Counts the log anew beside what everybody sees. */
@Command(
        name = "replay",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = {
            "Counts the whole log anew, with the engine as it is built now, beside the one that runs; shows how far it is, and at"
                    + " the end what the two count differently. Nothing changes for anybody before --switch.",
            ""
        })
public final class ReplayCommand implements Callable<Integer> {

    /** What to do instead of replaying. */
    static final class Action {
        @Option(names = "--switch", description = "Shows the new counting to everybody, and keeps the old one.")
        private boolean toNew;

        @Option(names = "--back", description = "Returns to the old counting, and keeps the new one.")
        private boolean back;

        @Option(
                names = "--drop",
                description = "Deletes the counting that is not shown: its topics, state and program.")
        private boolean drop;

        @Option(names = "--status", description = "Says which countings there are.")
        private boolean status;
    }

    @ArgGroup
    private @Nullable Action action;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Counts in another business time zone.")
    private @Nullable String zone;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A configuration property for the engine of the replay; may be given several times.")
    private @Nullable Map<String, String> properties;

    @Option(
            names = "--differences",
            paramLabel = "N",
            defaultValue = "5",
            description = "Differences to show of each output. Default: ${DEFAULT-VALUE}.")
    private int differences;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "86400",
            description = "How long to wait for the end of the log. Default: ${DEFAULT-VALUE}.")
    private int timeoutSeconds;

    @Mixin
    private DataOption data;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything
    private ReplayCommand() {}

    @Override
    public Integer call() throws Exception {
        DataFolder folder = data.get();
        PrintWriter out = spec.commandLine().getOut();
        try (FolderLock lock = FolderLock.tryTake(folder.root(), "replay")) {
            if (lock == null && !isStatus()) {
                throw new ReplayRefusedException("Another replay works on the data in " + folder.root()
                        + ". Wait until it ends, or stop it with Ctrl-C.");
            }
            try (ReplaySession session = new ReplaySession(folder, Duration.ofSeconds(timeoutSeconds), line -> {
                out.println(line);
                out.flush();
            })) {
                run(session);
            }
            return 0;
        } catch (ReplayRefusedException | CannotAuditException e) {
            return refuse(e.getMessage());
        } catch (ExecutionException | KafkaException e) {
            return refuse(
                    "Kafka does not do what it should (" + e.getMessage() + "). Is all up? (./tillstream status)");
        }
    }

    private boolean isStatus() {
        return action != null && action.status;
    }

    private int refuse(@Nullable String why) {
        spec.commandLine().getErr().println("tillstream: " + why);
        return 1;
    }

    private void run(ReplaySession session) throws Exception {
        if (action == null) {
            session.replay(zone, properties == null ? new HashMap<>() : properties, differences);
        } else if (zone != null || properties != null) {
            throw new ReplayRefusedException(
                    "--zone and --set belong to a replay that begins, not to what is done with it");
        } else if (action.toNew) {
            session.switchToNew();
        } else if (action.back) {
            session.switchBack();
        } else if (action.drop) {
            session.drop();
        } else {
            session.status();
        }
    }
}
