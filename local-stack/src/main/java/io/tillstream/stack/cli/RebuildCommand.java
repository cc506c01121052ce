package io.tillstream.stack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tillstream.stack.launch.Component;
import io.tillstream.stack.launch.DataFolder;
import io.tillstream.stack.launch.Durations;
import io.tillstream.stack.launch.RunState;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has the tables made anew from the topics, and waits until they are. */
@Command(
        name = "rebuild",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = {
            "Removes all rows of PostgreSQL that come from topics and makes them anew, for example after an older copy of the"
                    + " database was restored. What people wrote stays: users, keys, saved views, segments, the audit log.",
            ""
        })
final class RebuildCommand implements Callable<Integer> {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description = "How long to wait until all is there again. Default: ${DEFAULT-VALUE}.")
    private int timeoutSeconds;

    @Mixin
    private DataOption data;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything
    private RebuildCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        DataFolder folder = data.get();
        RunState state = RunState.read(folder)
                .orElseThrow(() -> new CommandFailedException(
                        "Nothing runs on the data in " + folder.root() + ". Start it with ./tillstream up --detach"));
        ServiceClient query =
                ServiceClient.asOwner(folder, URI.create(state.ports().url(Component.QUERY)));
        long begin = System.nanoTime();
        query.post("/api/v1/status/rebuild", new JsonMapper().createObjectNode());
        long records = follow(query, begin);
        spec.commandLine()
                .getOut()
                .printf(
                        Locale.ROOT,
                        "All tables are made anew from %,d records in %.0f s. ./tillstream audit compares them with the log.%n",
                        records,
                        (System.nanoTime() - begin) / 1e9);
        spec.commandLine().getOut().flush();
        return 0;
    }

    /** The end of the log when the tables had reached it. */
    private long follow(ServiceClient query, long begin) throws IOException, InterruptedException {
        Duration patience = Duration.ofSeconds(timeoutSeconds);
        ProgressBar bar = new ProgressBar(spec.commandLine().getErr());
        while (true) {
            boolean hasBegun =
                    query.get("/api/v1/status/rebuild").path("waiting").asLong() == 0;
            JsonNode status = query.get("/api/v1/status");
            long done = 0;
            long all = 0;
            for (JsonNode partition : status.path("topics")) {
                done += partition.path("offset").asLong();
                all += partition.path("end_offset").asLong();
            }
            if (hasBegun && status.path("caught_up").asBoolean()) {
                bar.finish();
                return all;
            }
            bar.showShare("making tables anew", all == 0 ? 0 : (double) done / all);
            if (Duration.ofNanos(System.nanoTime() - begin).compareTo(patience) > 0) {
                bar.finish();
                throw new CommandFailedException("The tables are not there again after " + Durations.inWords(patience)
                        + "; it goes on, ./tillstream status says when they are");
            }
            Thread.sleep(LOOK_EVERY);
        }
    }
}
