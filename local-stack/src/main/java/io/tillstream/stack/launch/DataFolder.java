package io.tillstream.stack.launch;

import java.nio.file.Path;

/**
 * Where one installation keeps everything: the log of events, the database, the services' state, secrets and logs.
 *
 * @param root the folder itself, absolute
 */
public record DataFolder(Path root) {

    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    /** The broker's folder. */
    public Path kafka() {
        return root.resolve("kafka");
    }

    /** The database's folder. */
    public Path postgres() {
        return root.resolve("postgres");
    }

    /** The folder of all services' own state. */
    public Path services() {
        return root.resolve("services");
    }

    /** The state of one service. */
    public Path service(Component component) {
        return services().resolve(component.serviceName());
    }

    /** The folder of all logs. */
    public Path logs() {
        return root.resolve("logs");
    }

    /** What the last audit of this installation found, for the page. */
    public Path auditFile() {
        return services().resolve("audit.json");
    }

    /** What one process has said; older parts beside it with a number. */
    public Path log(Component component) {
        return logs().resolve(component.serviceName() + ".log");
    }

    /** What the supervisor of a detached installation has said. */
    public Path supervisorLog() {
        return logs().resolve("supervisor.log");
    }

    /** Facts about the running processes. */
    public Path run() {
        return root.resolve("run");
    }

    /** {@link RunState} of the running installation. */
    public Path stateFile() {
        return run().resolve("stack.json");
    }

    /** The process id of a component while it runs. */
    public Path pidFile(Component component) {
        return run().resolve(component.serviceName() + ".pid");
    }

    /** {@link FixedSettings} that the data were counted with. */
    public Path settingsFile() {
        return root.resolve("settings.json");
    }

    /** {@link Generations} of the installation. */
    public Path generationsFile() {
        return root.resolve("generations.json");
    }

    /** What the services read of the active generation at their start. */
    public Path generationSettings() {
        return root.resolve("generation.properties");
    }

    /** The engine's programs by generation. */
    public Path engines() {
        return root.resolve("engines");
    }

    /** What the engine of a replay has said. */
    public Path replayLog() {
        return logs().resolve("replay-engine.log");
    }

    /** The process id of the engine of a replay while it runs. */
    public Path replayPidFile() {
        return run().resolve("replay-engine.pid");
    }

    /** The folder of passwords and keys, which {@code --fresh} leaves alone. */
    public Path secrets() {
        return root.resolve("secrets");
    }

    /** The password of the database user {@code tillstream}. */
    public Path databasePasswordFile() {
        return secrets().resolve("database-password");
    }

    /** What the commands and services of this installation authenticate with among each other. */
    public Path serviceKeyFile() {
        return secrets().resolve("service-key");
    }

    /** The link by which somebody becomes the first administrator, while there is none. */
    public Path firstAdminFile() {
        return secrets().resolve("first-admin");
    }

    /** The certificate of a secured Kafka, and its users with their passwords. */
    public Path kafkaUsers() {
        return secrets().resolve("kafka");
    }

    /** The certificate of a secured PostgreSQL. */
    public Path databaseCertificate() {
        return secrets().resolve("postgres");
    }

    /** The keys that senders of events authenticate with: lines {@code name=key}. */
    public Path writeKeysFile() {
        return secrets().resolve("write-keys");
    }

    /** The secrets that shop systems sign their webhooks with: lines {@code source=secret}. Whoever needs some makes the file. */
    public Path webhookSecretsFile() {
        return secrets().resolve("webhook-secrets");
    }
}
