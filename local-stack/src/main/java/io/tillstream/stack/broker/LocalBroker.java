package io.tillstream.stack.broker;

import io.tillstream.stack.runtime.FolderLock;
import io.tillstream.stack.runtime.Ports;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntSupplier;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
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
    private final TransactionWatch watch;

    private LocalBroker(FolderLock lock, KafkaRaftServer server, int port) {
        this.lock = lock;
        this.server = server;
        this.port = port;
        this.watch = new TransactionWatch(bootstrapServers());
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

    static LocalBroker start(Path dir, int port, IntSupplier freePorts) {
        FolderLock lock = FolderLock.take(dir, "broker");
        try {
            Path logs = Files.createDirectories(dir.resolve("log"));
            if (Files.notExists(logs.resolve("meta.properties"))) {
                format(logs);
            }
            LocalBroker broker = port == 0 ? startOnAnyPort(lock, logs, freePorts) : startOn(lock, logs, port);
            broker.watch.start();
            return broker;
        } catch (Exception e) {
            lock.close();
            throw new IllegalStateException(
                    "The broker could not start on " + Ports.LOOPBACK + ":" + port + ": " + reason(e), e);
        }
    }

    /** A free port may be taken by another process before the broker listens on it; then the next one will do. */
    private static LocalBroker startOnAnyPort(FolderLock lock, Path logs, IntSupplier freePorts) {
        for (int attempt = 1; ; attempt++) {
            int port = freePorts.getAsInt();
            try {
                return startOn(lock, logs, port);
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                LOG.warn("The broker could not start on port {}, trying another one", port, e);
            }
        }
    }

    private static LocalBroker startOn(FolderLock lock, Path logs, int port) {
        KafkaRaftServer server =
                new KafkaRaftServer(new KafkaConfig(BrokerSettings.of(logs, port, Ports.free()), false), Time.SYSTEM);
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
        return new LocalBroker(lock, server, port);
    }

    /** What clients connect to: {@code host:port}. */
    public String bootstrapServers() {
        return Ports.LOOPBACK + ":" + port;
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

    private static void format(Path logs) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        new Formatter()
                .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
                .setNodeId(BrokerSettings.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .addDirectory(logs.toString())
                .setMetadataLogDirectory(logs.toString())
                .run();
    }
}
