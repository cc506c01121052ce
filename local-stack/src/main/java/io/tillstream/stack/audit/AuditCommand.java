package io.tillstream.stack.audit;

import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.contracts.loyalty.LoyaltyProgram;
import io.tillstream.stack.launch.Component;
import io.tillstream.stack.launch.DataFolder;
import io.tillstream.stack.launch.FixedSettings;
import io.tillstream.stack.launch.Generations;
import io.tillstream.stack.launch.LocalKafka;
import io.tillstream.stack.launch.RunState;
import io.tillstream.stack.launch.StackPorts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tillstream audit}: exits with 0 when everything agrees, 1 on any difference, 2 when it could not audit. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Recounts the event log independently and compares it with the topics, the database and the API.",
            "Prints the totals side by side and every difference."
        },
        footerHeading = "%nExit status%n",
        footer = {"  0  everything agrees", "  1  something differs", "  2  the audit could not be made"})
public final class AuditCommand implements Callable<Integer> {

    private static final int AGREES = 0;
    private static final int DIFFERS = 1;
    private static final int COULD_NOT = 2;

    private final Clock clock;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder of the installation (default: .tillstream).")
    private Path data = Path.of(".tillstream");

    @Option(names = "--bootstrap", paramLabel = "HOST:PORT", description = "Kafka; default from the data folder.")
    private @Nullable String bootstrap;

    @Option(
            names = "--kafka-client-config",
            paramLabel = "FILE",
            description = "File with the encryption and login of Kafka clients.")
    private @Nullable String kafkaClientConfig;

    @Option(names = "--database-url", paramLabel = "URL", description = "JDBC address of PostgreSQL.")
    private @Nullable String databaseUrl;

    @Option(names = "--database-host", paramLabel = "HOST", description = "Host of PostgreSQL (default: 127.0.0.1).")
    private String databaseHost = "127.0.0.1";

    @Option(names = "--database-port", paramLabel = "PORT", description = "Its port; default from the data folder.")
    private @Nullable Integer databasePort;

    @Option(names = "--database-name", paramLabel = "NAME", description = "Its database (default: tillstream).")
    private String databaseName = "tillstream";

    @Option(names = "--database-user", paramLabel = "USER", description = "Its user (default: tillstream).")
    private String databaseUser = "tillstream";

    @Option(
            names = "--database-password-file",
            paramLabel = "FILE",
            description = "File with the password; default in the data folder.")
    private @Nullable Path databasePasswordFile;

    @Option(names = "--query-url", paramLabel = "URL", description = "The query service; default from the data folder.")
    private @Nullable String queryUrl;

    @Option(
            names = "--query-key-file",
            paramLabel = "FILE",
            description = "File with an API key for it; default the installation's own key in the data folder.")
    private @Nullable Path queryKeyFile;

    @Option(names = "--simulator-url", paramLabel = "URL", description = "The simulator; default from the data folder.")
    private @Nullable String simulatorUrl;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Business time zone; default from the data folder.")
    private @Nullable ZoneId zone;

    @Option(names = "--currency", paramLabel = "CODE", description = "Currency; default from the data folder.")
    private @Nullable String currency;

    @Option(
            names = "--loyalty",
            paramLabel = "RULES",
            defaultValue = "${env:TILLSTREAM_LOYALTY:-" + LoyaltyProgram.USUAL_TEXT + "}",
            description = "Loyalty programme, as in TILLSTREAM_LOYALTY of the services (default: that, or the usual).")
    private String loyalty = LoyaltyProgram.USUAL_TEXT;

    @Option(names = "--topics-only", description = "Leave the database and the API out.")
    private boolean topicsOnly;

    @Option(names = "--no-pause", description = "Do not pause the simulator meanwhile.")
    private boolean noPause;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long to wait for everything to stand still (default: ${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Option(
            names = "--settle",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long a difference may last before it counts (default: ${DEFAULT-VALUE}).")
    private int settleSeconds;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "File to keep the report in as JSON, for the page; default in the data folder.")
    private @Nullable Path reportFile;

    /** An audit by the system's clock. */
    public AuditCommand() {
        this(Clock.systemUTC());
    }

    AuditCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandSpec command = java.util.Objects.requireNonNull(spec);
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        try {
            AuditReport report = new Audit(settings(), clock, new Progress(err)).run();
            JsonReport document = new JsonReport(report, clock.instant());
            if (json) {
                document.print(out);
            } else {
                new TextReport(report).print(out);
            }
            keep(document, err);
            return report.differenceCount() == 0 ? AGREES : DIFFERS;
        } catch (CannotAuditException e) {
            err.println("tillstream audit: " + e.getMessage());
            err.flush();
            return COULD_NOT;
        }
    }

    /** The page shows it. An audit of another Kafka than the data folder's says nothing of this installation. */
    private void keep(JsonReport document, PrintWriter err) {
        DataFolder folder = new DataFolder(data);
        boolean isThisOne = bootstrap == null && kafkaClientConfig == null && !topicsOnly;
        Path file = reportFile != null ? reportFile : isThisOne ? folder.auditFile() : null;
        if (file != null) {
            try {
                document.write(file);
            } catch (IOException e) {
                err.println("tillstream audit: the report cannot be kept in " + file + ": " + e);
                err.flush();
            }
        }
    }

    private AuditSettings settings() throws CannotAuditException {
        DataFolder folder = new DataFolder(data);
        Optional<RunState> state = RunState.read(folder);
        StackPorts ports = state.map(RunState::ports).orElse(StackPorts.DEFAULT);
        FixedSettings fixed = FixedSettings.of(folder);
        int port = databasePort != null ? databasePort : ports.database();
        String address = databaseUrl != null
                ? databaseUrl
                : "jdbc:postgresql://" + databaseHost + ":" + port + "/" + databaseName;
        return new AuditSettings(
                kafka(folder, ports),
                topicsOnly ? null : address,
                databaseUser,
                topicsOnly ? "" : password(folder),
                plain(queryUrl != null ? queryUrl : ports.url(Component.QUERY)),
                topicsOnly ? null : queryKey(folder),
                plain(simulatorUrl != null ? simulatorUrl : ports.url(Component.SIMULATOR)),
                Generations.active(folder),
                zone != null ? zone : ZoneId.of(fixed.zone()),
                currency != null ? currency : fixed.currency(),
                program(),
                !noPause,
                Duration.ofSeconds(timeoutSeconds),
                Duration.ofSeconds(settleSeconds));
    }

    private KafkaAccess kafka(DataFolder folder, StackPorts ports) throws CannotAuditException {
        if (bootstrap == null && kafkaClientConfig == null) {
            return LocalKafka.access(folder, ports);
        }
        try {
            return KafkaAccess.of(
                    bootstrap != null ? bootstrap : ports.bootstrapServers(), Optional.ofNullable(kafkaClientConfig));
        } catch (IllegalArgumentException e) {
            throw new CannotAuditException(String.valueOf(e.getMessage()), e);
        }
    }

    private LoyaltyProgram program() throws CannotAuditException {
        try {
            return LoyaltyProgram.of(loyalty);
        } catch (IllegalArgumentException e) {
            throw new CannotAuditException(String.valueOf(e.getMessage()), e);
        }
    }

    private String password(DataFolder folder) throws CannotAuditException {
        Path file = databasePasswordFile != null ? databasePasswordFile : folder.databasePasswordFile();
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CannotAuditException(
                    "The password of the database cannot be read from " + file
                            + "; name the file with --database-password-file or the data folder with --data",
                    e);
        }
    }

    /** None where the folder has none: the service may not ask for one. */
    private @Nullable String queryKey(DataFolder folder) throws CannotAuditException {
        Path file = queryKeyFile != null ? queryKeyFile : folder.serviceKeyFile();
        try {
            return queryKeyFile == null && Files.notExists(file)
                    ? null
                    : Files.readString(file).strip();
        } catch (IOException e) {
            throw new CannotAuditException(
                    "The key for the query service cannot be read from " + file
                            + "; name the file with --query-key-file",
                    e);
        }
    }

    private static String plain(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
