package io.tillstream.stack.broker;

import io.tillstream.stack.runtime.FolderLock;
import io.tillstream.stack.runtime.Ports;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

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
        FolderLock lock = FolderLock.take(dir, "broker");
        try {
            int clientPort = port == 0 ? Ports.free() : port;
            Path logs = Files.createDirectories(dir.resolve("log"));
            if (Files.notExists(logs.resolve("meta.properties"))) {
                format(logs);
            }
            KafkaRaftServer server = new KafkaRaftServer(
                    new KafkaConfig(BrokerSettings.of(logs, clientPort, Ports.free()), false), Time.SYSTEM);
            try {
                server.startup();
            } catch (RuntimeException | Error e) {
                server.shutdown();
                throw e;
            }
            LocalBroker broker = new LocalBroker(lock, server, clientPort);
            broker.watch.start();
            return broker;
        } catch (Exception e) {
            lock.close();
            throw new IllegalStateException("The broker could not start on " + Ports.LOOPBACK + ":" + port, e);
        }
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
