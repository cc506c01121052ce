package io.tillstream.stack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.stack.audit.CannotAuditException;
import io.tillstream.stack.audit.EngineBacklog;
import io.tillstream.stack.launch.Component;
import io.tillstream.stack.launch.DataFolder;
import io.tillstream.stack.launch.Durations;
import io.tillstream.stack.launch.Generations;
import io.tillstream.stack.launch.LocalKafka;
import io.tillstream.stack.launch.RunState;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes the orders of a file in. */
@Command(
        name = "import",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = {
            "Takes the orders of a file into the running installation: CSV or JSON (also .gz and .xz) or XLSX, in the shape of the"
                    + " Online Retail data or with a mapping of columns. Doing so twice changes nothing.",
            ""
        })
final class ImportCommand implements Callable<Integer> {

    private static final String MAPPINGS = "/v1/imports/mappings";
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    enum Cancellations {
        drop,
        refund
    }

    enum Outliers {
        off,
        iqr
    }

    @Parameters(paramLabel = "FILE", description = "The file.")
    private Path file;

    @Option(
            names = "--cancellations",
            paramLabel = "drop|refund",
            description = "drop leaves cancelled orders out, refund makes refunds of them. Default: drop.")
    private @Nullable Cancellations cancellations;

    @Option(
            names = "--outliers",
            paramLabel = "off|iqr",
            description = "iqr leaves extreme quantities and prices out. Default: off.")
    private @Nullable Outliers outliers;

    @Option(
            names = "--mapping",
            paramLabel = "FIELD=COLUMN|NAME",
            split = ",",
            description = "Which column holds what, such as event_time=Date,customer_id=Client,order_id=Bill."
                    + " Or the name of a saved mapping. May be given several times.")
    private @Nullable List<String> mapping;

    @Option(
            names = "--save-mapping",
            paramLabel = "NAME",
            description = "Saves what --mapping and the other options say under this name first.")
    private @Nullable String saveMapping;

    @Option(names = "--shared", description = "Those with other write keys may use the saved mapping.")
    private boolean shared;

    @Option(
            names = "--date-format",
            paramLabel = "PATTERN",
            description = "Pattern of the dates, when it is not recognised.")
    private @Nullable String dateFormat;

    @Option(names = "--encoding", paramLabel = "NAME", description = "Character set, when it is not recognised.")
    private @Nullable String encoding;

    @Option(names = "--dry-run", description = "Cleans and reports, and sends nothing.")
    private boolean dryRun;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "How long to wait until everything shows. Default: ${DEFAULT-VALUE}.")
    private int timeoutSeconds;

    @Mixin
    private DataOption data;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls anything
    private ImportCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isReadable(file)) {
            throw new CommandFailedException("There is no readable file " + file);
        }
        DataFolder folder = data.get();
        RunState state = RunState.read(folder)
                .orElseThrow(() -> new CommandFailedException(
                        "Nothing runs on the data in " + folder.root() + ". Start it with ./tillstream up --detach"));
        long begin = System.nanoTime();
        ServiceClient ingest =
                ServiceClient.withKeyOf(folder, URI.create(state.ports().url(Component.INGEST)));
        ServiceClient query =
                ServiceClient.asOwner(folder, URI.create(state.ports().url(Component.QUERY)));
        PrintWriter out = spec.commandLine().getOut();
        Duration patience = Duration.ofSeconds(timeoutSeconds);

        ObjectNode request = request();
        if (saveMapping != null) {
            save(ingest, saveMapping, request);
        }
        JsonNode finished = follow(ingest, ingest.post("/v1/imports", request), begin, patience);
        String end = finished.path("state").asText();
        ImportReport.print(finished, out);
        if (!end.equals("completed")) {
            spec.commandLine().getErr().println("tillstream: the import is " + end);
            return 1;
        }
        out.println("Cleaned and sent after " + Durations.inWords(since(begin)));
        out.flush();
        return dryRun || awaitVisible(folder, state, query, begin, patience, out) ? 0 : 1;
    }

    private ObjectNode request() {
        ObjectNode request = new JsonMapper().createObjectNode();
        request.put("path", file.toAbsolutePath().normalize().toString());
        if (cancellations != null) {
            request.put("cancellations", cancellations.name());
        }
        if (outliers == Outliers.iqr) {
            request.put("outliers", "iqr");
        }
        if (mapping != null) {
            ObjectNode columns = new JsonMapper().createObjectNode();
            for (String part : mapping) {
                int equals = part.indexOf('=');
                if (equals < 0) {
                    request.put("mapping_name", part);
                } else {
                    columns.put(part.substring(equals + 1), part.substring(0, equals));
                }
            }
            request.set("mapping", columns);
        }
        if (dateFormat != null) {
            request.put("date_format", dateFormat);
        }
        if (encoding != null) {
            request.put("encoding", encoding);
        }
        if (dryRun) {
            request.put("dry_run", true);
        }
        return request;
    }

    private void save(ServiceClient ingest, String name, ObjectNode request) throws IOException, InterruptedException {
        ObjectNode saved = new JsonMapper().createObjectNode().put("shared", shared);
        saved.set("mapping", request.path("mapping").isObject() ? request.get("mapping") : saved.objectNode());
        ObjectNode options = saved.putObject("options");
        for (String option : List.of("cancellations", "outliers", "date_format", "encoding")) {
            if (request.has(option)) {
                options.set(option, request.get(option));
            }
        }
        ingest.put(
                MAPPINGS + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"),
                saved,
                version(ingest, name));
    }

    /** The version of the key's own mapping of that name, which this command replaces; 0 when there is none. */
    private static long version(ServiceClient ingest, String name) throws IOException, InterruptedException {
        for (JsonNode each : ingest.get(MAPPINGS).path("mappings")) {
            if (each.path("own").asBoolean() && each.path("name").asText().equals(name)) {
                return each.path("version").asLong();
            }
        }
        return 0;
    }

    private JsonNode follow(ServiceClient ingest, JsonNode accepted, long begin, Duration patience)
            throws IOException, InterruptedException {
        String path = "/v1/imports/" + accepted.path("id").asText();
        ProgressBar bar = new ProgressBar(spec.commandLine().getErr());
        JsonNode job = accepted;
        while (!ImportReport.isFinished(job)) {
            if (since(begin).compareTo(patience) > 0) {
                throw new CommandFailedException("The import is not done after " + Durations.inWords(patience)
                        + "; it goes on, see " + path + " of the ingest service");
            }
            bar.show(job.path("state").asText(), job.path("progress"));
            Thread.sleep(LOOK_EVERY);
            job = ingest.get(path);
        }
        bar.finish();
        return job;
    }

    /** The engine has to have counted what was sent, and after that the query service has to have stored what followed; the cheap question comes first. */
    private boolean awaitVisible(
            DataFolder folder, RunState state, ServiceClient query, long begin, Duration patience, PrintWriter out)
            throws IOException, InterruptedException {
        try (EngineBacklog engine =
                EngineBacklog.at(LocalKafka.access(folder, state.ports()), Generations.active(folder))) {
            while (since(begin).compareTo(patience) < 0) {
                if (isCaughtUp(query) && engine.records() == 0 && isCaughtUp(query)) {
                    out.println("Everything shows after " + Durations.inWords(since(begin)));
                    return true;
                }
                Thread.sleep(LOOK_EVERY);
            }
        } catch (CannotAuditException e) {
            throw new CommandFailedException(String.valueOf(e.getMessage()));
        }
        spec.commandLine()
                .getErr()
                .println("tillstream: not everything shows after " + Durations.inWords(patience)
                        + "; ./tillstream status says what is not ready");
        return false;
    }

    private static boolean isCaughtUp(ServiceClient query) throws IOException, InterruptedException {
        try {
            return query.get("/api/v1/status").path("caught_up").asBoolean();
        } catch (NoAnswerException e) {
            return false; // it is being started again; the patience of the caller bounds the wait
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
