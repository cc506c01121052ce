package io.tillstream.stack.broker;

import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.stack.broker.BrokerSettings.Listeners;
import io.tillstream.stack.runtime.FolderLock;
import io.tillstream.stack.runtime.Ports;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntSupplier;
import javax.net.SocketFactory;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker (KRaft, broker and controller in one) in this JVM, on the loopback interface. Its data stay in the given
 * folder: a broker started there again, after a clean stop or a kill, has the same topics and records.
 *
 * <p>An acknowledged record survives the death of the process, not that of the machine: as every single Kafka broker, it leaves
 * the writing to disk to the operating system.
 *
 * <p>Close it before its folder is deleted: a broker that loses its log folder halts its JVM.
 */
public final class LocalBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalBroker.class);
    private static final int ATTEMPTS = 3;

    private final FolderLock lock;
    private final KafkaRaftServer server;
    private final int port;
    private final @Nullable BrokerSecurity security;
    private final TransactionWatch watch;

    private LocalBroker(FolderLock lock, KafkaRaftServer server, Listeners ports, @Nullable BrokerSecurity security) {
        this.lock = lock;
        this.server = server;
        this.port = ports.clients();
        this.security = security;
        this.watch = new TransactionWatch(
                access(),
                security == null
                        ? new TransactionEnds(ports.clients(), SocketFactory.getDefault())
                        : new TransactionEnds(ports.internal(), security.brokerSockets()));
    }

    /**
     * Starts a broker and returns when it serves clients (about three seconds).
     *
     * @param dir its folder; created and formatted if need be
     * @param port the port for clients, or 0 for any free one
     * @throws io.tillstream.stack.runtime.FolderInUseException when another broker runs on the folder
     * @throws IllegalStateException when the broker cannot start, for instance because the port is taken
     */
    public static LocalBroker start(Path dir, int port) {
        return start(dir, port, Ports::free);
    }

    /**
     * Starts a broker that speaks TLS alone, asks each client for user and password, and lets it do what the ACLs say; at first the operator alone may do
     * anything.
     *
     * @param security its certificate and users; the users of its first start on the folder remain
     * @throws IllegalStateException when it cannot start
     */
    public static LocalBroker startSecured(Path dir, int port, BrokerSecurity security) {
        return start(dir, port, Ports::free, security);
    }

    /** The same with further settings of the broker, such as another way to log in. */
    static LocalBroker startSecured(Path dir, BrokerSecurity security, Map<String, String> further) {
        return start(dir, 0, Ports::free, security.with(further));
    }

    static LocalBroker start(Path dir, int port, IntSupplier freePorts) {
        return start(dir, port, freePorts, null);
    }

    private static LocalBroker start(Path dir, int port, IntSupplier freePorts, @Nullable BrokerSecurity security) {
        FolderLock lock = FolderLock.take(dir, "broker");
        try {
            Path logs = Files.createDirectories(dir.resolve("log"));
            if (Files.notExists(logs.resolve("meta.properties"))) {
                format(logs, security);
            }
            LocalBroker broker =
                    port == 0 ? startOnAnyPort(lock, logs, freePorts, security) : startOn(lock, logs, port, security);
            broker.watch.start();
            return broker;
        } catch (Exception e) {
            lock.close();
            throw new IllegalStateException(
                    "The broker could not start on " + Ports.LOOPBACK + ":" + port + ": " + reason(e), e);
        }
    }

    /** A free port may be taken by another process before the broker listens on it; then the next one will do. */
    private static LocalBroker startOnAnyPort(
            FolderLock lock, Path logs, IntSupplier freePorts, @Nullable BrokerSecurity security) {
        for (int attempt = 1; ; attempt++) {
            int port = freePorts.getAsInt();
            try {
                return startOn(lock, logs, port, security);
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.warn("The broker could not start on port {}, trying another one", port, e);
            }
        }
    }

    private static LocalBroker startOn(FolderLock lock, Path logs, int port, @Nullable BrokerSecurity security) {
        Listeners ports = new Listeners(port, Ports.free(), Ports.free());
        KafkaRaftServer server =
                new KafkaRaftServer(new KafkaConfig(BrokerSettings.of(logs, ports, security), false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException | Error e) {
            try {
                server.shutdown();
                server.awaitShutdown();
            } catch (RuntimeException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
        return new LocalBroker(lock, server, ports, security);
    }

    /** What clients connect to: {@code host:port}. */
    public String bootstrapServers() {
        return Ports.LOOPBACK + ":" + port;
    }

    /** How those reach it who may do everything: by its address alone, or with the operator's password. */
    public KafkaAccess access() {
        return security == null ? KafkaAccess.open(bootstrapServers()) : security.operator(bootstrapServers());
    }

    /** The port for clients. */
    public int port() {
        return port;
    }

    /** Stops the broker and waits until it has written everything out. */
    @Override
    public void close() {
        watch.close();
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            lock.close();
        }
    }

    /** What was wrong at the very beginning: Kafka wraps the taken port three times. */
    private static String reason(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first.toString();
    }

    private static void format(Path logs, @Nullable BrokerSecurity security) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
                .setNodeId(BrokerSettings.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .addDirectory(logs.toString())
                .setMetadataLogDirectory(logs.toString());
        if (security != null) {
            formatter.setScramArguments(security.scramCredentials());
        }
        formatter.run();
    }
}
