package io.tillstream.stack.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.stack.launch.Component;
import io.tillstream.stack.launch.DataFolder;
import io.tillstream.stack.launch.Leftovers;
import io.tillstream.stack.launch.Probe;
import io.tillstream.stack.launch.RunState;
import io.tillstream.stack.launch.Stack;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what runs. */
@Command(
        name = "status",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = {"Says what runs and whether it is ready. Exit status 0 when all is, else 1.", ""})
final class StatusCommand implements Callable<Integer> {

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Mixin
    private DataOption data;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything
    private StatusCommand() {}

    /**
     * One process.
     *
     * @param pid its number, null when it does not run
     */
    private record Line(Component component, @Nullable Long pid, boolean ready) {

        String word() {
            return pid == null ? "stopped" : ready ? "ready" : "not ready";
        }
    }

    @Override
    public Integer call() throws Exception {
        DataFolder folder = data.get();
        Optional<RunState> found = RunState.read(folder);
        PrintWriter out = spec.commandLine().getOut();
        if (found.isEmpty()) {
            out.println(json ? "{\"running\":false}" : "Nothing runs on the data in " + folder.root());
            return 1;
        }
        RunState state = found.get();
        boolean supervised = Stack.isRunning(folder);
        List<Line> lines = look(folder, state);
        boolean allReady = supervised && lines.stream().allMatch(Line::ready);
        if (json) {
            out.println(asJson(folder, state, supervised, allReady, lines));
        } else {
            print(folder, state, supervised, lines, out);
        }
        return allReady ? 0 : 1;
    }

    private static List<Line> look(DataFolder folder, RunState state) throws InterruptedException {
        Probe probe = new Probe(state.ports());
        List<Line> lines = new ArrayList<>();
        for (Component component : state.startedComponents()) {
            Long pid = Leftovers.find(folder, component).map(ProcessHandle::pid).orElse(null);
            lines.add(new Line(component, pid, pid != null && probe.isReady(component)));
        }
        return lines;
    }

    private static void print(
            DataFolder folder, RunState state, boolean supervised, List<Line> lines, PrintWriter out) {
        for (Line line : lines) {
            String address = line.component().isService()
                    ? state.ports().url(line.component())
                    : "Kafka " + state.ports().bootstrapServers() + ", PostgreSQL 127.0.0.1:"
                            + state.ports().database();
            out.printf("  %-18s %-10s %s%n", line.component().serviceName(), line.word(), address);
        }
        if (!supervised) {
            out.println("The process that watches over these has ended, so none is restarted when it dies."
                    + " ./tillstream up takes over; ./tillstream down stops them.");
        }
        Addresses.print(folder, state.ports(), state.startedComponents().contains(Component.SIMULATOR), out);
    }

    private static String asJson(
            DataFolder folder, RunState state, boolean supervised, boolean allReady, List<Line> lines)
            throws IOException {
        JsonMapper mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("running", supervised);
        root.put("ready", allReady);
        root.put("data", folder.root().toString());
        root.put("started_at", state.startedAt().toString());
        root.put("dashboard", state.ports().url(Component.DASHBOARD) + "/");
        root.put("kafka", state.ports().bootstrapServers());
        root.put("database_port", state.ports().database());
        root.put("zone", state.settings().zone());
        root.put("currency", state.settings().currency());
        root.put("partitions", state.settings().partitions());
        ObjectNode components = root.putObject("components");
        for (Line line : lines) {
            ObjectNode component = components.putObject(line.component().serviceName());
            component.put("pid", line.pid());
            component.put("ready", line.ready());
            if (line.component().isService()) {
                component.put("url", state.ports().url(line.component()));
            }
        }
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }
}
