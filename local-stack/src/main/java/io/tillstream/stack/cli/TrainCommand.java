package io.tillstream.stack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.stack.launch.Component;
import io.tillstream.stack.launch.DataFolder;
import io.tillstream.stack.launch.Durations;
import io.tillstream.stack.launch.RunState;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has models trained now, and says what became of each. */
@Command(
        name = "train",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = {
            "Has the running installation train its models now, and says what became of each. Without this they are trained"
                    + " every night, and as soon as there is enough history for the first time.",
            ""
        })
final class TrainCommand implements Callable<Integer> {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    enum ModelName {
        churn,
        purchase,
        value,
        clusters
    }

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Only this one: churn, purchase, value or clusters. All, unless given.")
    private @Nullable ModelName model;

    @Option(names = "--json", description = "Ends with the state of the training as JSON instead of words.")
    private boolean json;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long to wait for the end. Default: ${DEFAULT-VALUE}.")
    private int timeoutSeconds;

    @Mixin
    private DataOption data;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything
    private TrainCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        DataFolder folder = data.get();
        RunState state = RunState.read(folder)
                .orElseThrow(() -> new CommandFailedException(
                        "Nothing runs on the data in " + folder.root() + ". Start it with ./tillstream up --detach"));
        ServiceClient query =
                ServiceClient.asOwner(folder, URI.create(state.ports().url(Component.QUERY)));
        ObjectNode request = new JsonMapper().createObjectNode();
        request.put("by", "command line");
        if (model != null) {
            request.put("model", model.name());
        }
        String run = query.post("/api/v1/models/train", request).path("run_id").asText();
        JsonNode ended = follow(query, run);
        print(ended);
        return ended.path("state").asText().equals("finished") ? 0 : 1;
    }

    private JsonNode follow(ServiceClient query, String run) throws IOException, InterruptedException {
        Duration patience = Duration.ofSeconds(timeoutSeconds);
        long begin = System.nanoTime();
        ProgressBar bar = new ProgressBar(spec.commandLine().getErr());
        while (true) {
            JsonNode training = query.get("/api/v1/models/training");
            boolean own = training.path("run_id").asText().equals(run);
            if (own && !training.path("state").asText().equals("running")) {
                bar.finish();
                return training;
            }
            bar.showShare(
                    own ? training.path("step").asText() : "waiting for the trainer",
                    own ? training.path("progress").asDouble() : 0);
            if (Duration.ofNanos(System.nanoTime() - begin).compareTo(patience) > 0) {
                bar.finish();
                throw new CommandFailedException("Training is not done after " + Durations.inWords(patience)
                        + "; it goes on, see /api/v1/models/training of the query service");
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private void print(JsonNode training) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(training);
        } else {
            for (JsonNode outcome : training.path("outcomes")) {
                String name = outcome.path("name").asText();
                if (model == null || model.name().equals(name)) {
                    out.println(line(outcome));
                }
            }
            if (training.path("state").asText().equals("failed")) {
                spec.commandLine()
                        .getErr()
                        .println("tillstream: training failed: "
                                + training.path("step").asText());
            }
        }
        out.flush();
    }

    /** One model's outcome; the sentence holds the main measures. */
    static String line(JsonNode outcome) {
        return String.format(
                Locale.ROOT,
                "%-9s %-15s %s",
                outcome.path("name").asText(),
                outcome.path("outcome").asText().replace('_', ' '),
                outcome.path("sentence").asText());
    }
}
