package io.tillstream.stack.launch;

import io.tillstream.stack.broker.LocalBroker;
import io.tillstream.stack.database.DatabaseCertificate;
import io.tillstream.stack.database.LocalDatabase;
import io.tillstream.stack.runtime.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * The broker and the database in one process. Ends in order when it is asked to, and with status 1 when either of the two cannot
 * start or ends by itself, so that its supervisor starts it again.
 *
 * <p>Arguments: data folder, port of the broker, port of the database.
 */
public final class InfrastructureProgram {

    private static final Logger LOG = Logger.getLogger(InfrastructureProgram.class.getName());

    private InfrastructureProgram() {}

    public static void main(String[] arguments) throws Exception {
        quietLibraries();
        DataFolder data = new DataFolder(Path.of(arguments[0]));
        int kafkaPort = Integer.parseInt(arguments[1]);
        int databasePort = Integer.parseInt(arguments[2]);
        String password = Secrets.readOrCreate(data.databasePasswordFile());
        DatabaseCertificate certificate =
                FixedSettings.of(data).secured() ? DatabaseCertificate.in(data.databaseCertificate()) : null;

        CompletableFuture<LocalBroker> broker = CompletableFuture.supplyAsync(
                () -> LocalKafka.start(data, kafkaPort),
                task -> Thread.ofPlatform().name("start broker").start(task));
        CompletableFuture<LocalDatabase> database = CompletableFuture.supplyAsync(
                () -> LocalDatabase.start(data.postgres(), databasePort, password, certificate),
                task -> Thread.ofPlatform().name("start database").start(task));
        AtomicBoolean stopping = new AtomicBoolean();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stopping.set(true);
                            stop(broker, database);
                        },
                        "stop"));
        try {
            broker.join();
            LOG.info("Kafka serves on port " + kafkaPort);
            LocalDatabase running = database.join();
            LOG.info("PostgreSQL serves on port " + databasePort);
            running.awaitEnd();
            if (!stopping.get()) {
                LOG.severe("PostgreSQL has ended");
            }
        } catch (CompletionException e) {
            LOG.log(Level.SEVERE, "Cannot start", e.getCause());
        }
        System.exit(1);
    }

    private static void stop(CompletableFuture<LocalBroker> broker, CompletableFuture<LocalDatabase> database) {
        CompletableFuture<Void> databaseStopped = database.thenAcceptAsync(LocalDatabase::close);
        try {
            broker.thenAccept(LocalBroker::close).join();
        } catch (CompletionException e) {
            LOG.log(Level.FINE, "The broker was not running", e);
        }
        try {
            databaseStopped.join();
        } catch (CompletionException e) {
            LOG.log(Level.FINE, "The database was not running", e);
        }
    }

    private static void quietLibraries() throws IOException {
        try (var settings = InfrastructureProgram.class.getResourceAsStream("/infrastructure-logging.properties")) {
            LogManager.getLogManager().readConfiguration(settings);
        }
    }
}
