package io.tillstream.stack.cli;

import io.tillstream.stack.launch.DataFolder;
import io.tillstream.stack.launch.Leftovers;
import io.tillstream.stack.launch.RunState;
import io.tillstream.stack.launch.Stack;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops everything. */
@Command(
        name = "down",
        abbreviateSynopsis = true,
        description = {"Stops everything in order. The data stay.", ""})
final class DownCommand implements Callable<Integer> {

    /** Five stages of at most 30 seconds each, in the worst case. */
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    @Mixin
    private DataOption data;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything
    private DownCommand() {}

    @Override
    public Integer call() {
        DataFolder folder = data.get();
        PrintWriter out = spec.commandLine().getOut();
        Optional<ProcessHandle> supervisor =
                RunState.read(folder).flatMap(state -> state.supervisor().find());
        if (supervisor.isPresent() && Stack.isRunning(folder)) {
            out.println("Stopping Tillstream on the data in " + folder.root());
            out.flush();
            supervisor.get().destroy();
            try {
                supervisor
                        .get()
                        .onExit()
                        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .join();
            } catch (CompletionException e) {
                spec.commandLine().getErr().println("tillstream: it does not stop; see " + folder.logs());
                return 1;
            }
            out.println("Stopped");
        } else {
            int stopped = Leftovers.stop(folder, out::println);
            out.println(stopped == 0 ? "Nothing runs on the data in " + folder.root() : "Stopped");
        }
        return 0;
    }
}
