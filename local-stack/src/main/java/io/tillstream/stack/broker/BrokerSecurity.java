package io.tillstream.stack.broker;

import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.contracts.kafka.KafkaUser;
import io.tillstream.stack.runtime.Certificates;
import io.tillstream.stack.runtime.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.SocketFactory;

/**
 * What a secured broker and its clients need, in one folder that only its owner can read: the broker's certificate, a user with a password (SCRAM-SHA-512)
 * for each service and one for the operator, and for each user a file of Kafka client settings.
 */
public final class BrokerSecurity {

    /** The user who may do everything: the launcher, the audit, the operator. */
    public static final String OPERATOR = "operator";

    /** The subject of the broker's certificate. */
    static final String BROKER = "CN=tillstream-broker";

    private static final String MECHANISM = "SCRAM-SHA-512";

    private final Path folder;
    private final Map<String, String> further;

    private BrokerSecurity(Path folder, Map<String, String> further) {
        this.folder = folder;
        this.further = further;
    }

    /** The same folder with further settings of the broker, which take precedence. */
    BrokerSecurity with(Map<String, String> settings) {
        return new BrokerSecurity(folder, Map.copyOf(settings));
    }

    /**
     * Opens the folder, and makes what it lacks.
     *
     * @throws UncheckedIOException when the folder cannot be written, or the JDK's keytool does not run
     */
    public static BrokerSecurity in(Path folder) {
        BrokerSecurity security = new BrokerSecurity(folder, Map.of());
        try {
            if (Files.notExists(security.authority())) {
                Certificates.make(BROKER, security.keyStore(), security.keyStorePassword(), security.authority());
            }
            for (String user : users().toList()) {
                Path file = security.clientFile(user);
                if (Files.notExists(file)) {
                    Secrets.write(file, security.clientSettings(user));
                }
            }
            return security;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the broker's certificate and users in " + folder, e);
        }
    }

    /** The file of Kafka client settings of a user. */
    public Path clientFile(String user) {
        return clientFile(folder, user);
    }

    /** The same of a folder that may not be there. */
    public static Path clientFile(Path folder, String user) {
        return folder.resolve(user + ".properties");
    }

    /** How the operator reaches a broker. */
    KafkaAccess operator(String bootstrapServers) {
        return KafkaAccess.of(bootstrapServers, Optional.of(clientFile(OPERATOR).toString()));
    }

    /** The users with their passwords, as the storage tool of Kafka takes them. */
    List<String> scramCredentials() {
        return users().map(user ->
                        MECHANISM + "=[name=" + user + ",password=" + Secrets.readOrCreate(passwordFile(user)) + "]")
                .toList();
    }

    /** The settings of the broker; its own connections to itself show its certificate. */
    Map<String, String> brokerSettings() {
        Map<String, String> settings = new HashMap<>(usualSettings());
        settings.putAll(further);
        return settings;
    }

    private Map<String, String> usualSettings() {
        return Map.ofEntries(
                Map.entry("listener.security.protocol.map", "CLIENTS:SASL_SSL,INTERNAL:SSL,CONTROLLER:SSL"),
                Map.entry("listener.name.clients.sasl.enabled.mechanisms", MECHANISM),
                Map.entry("sasl.enabled.mechanisms", MECHANISM),
                Map.entry(
                        "listener.name.clients.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                Map.entry("ssl.keystore.type", "PKCS12"),
                Map.entry("ssl.keystore.location", keyStore().toString()),
                Map.entry("ssl.keystore.password", keyStorePassword()),
                Map.entry("ssl.key.password", keyStorePassword()),
                Map.entry("ssl.truststore.type", "PEM"),
                Map.entry("ssl.truststore.location", authority().toString()),
                Map.entry("listener.name.internal.ssl.client.auth", "required"),
                Map.entry("listener.name.controller.ssl.client.auth", "required"),
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("allow.everyone.if.no.acl.found", "false"),
                Map.entry("super.users", "User:" + BROKER + ";User:" + OPERATOR));
    }

    /** Connections by which the broker's own programs speak to it as the broker. */
    SocketFactory brokerSockets() {
        return Certificates.sockets(keyStore(), keyStorePassword());
    }

    private String clientSettings(String user) {
        return """
                # How %s logs in to Kafka
                security.protocol=SASL_SSL
                sasl.mechanism=%s
                sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="%s" password="%s";
                ssl.truststore.type=PEM
                ssl.truststore.location=%s
                """.formatted(user, MECHANISM, user, Secrets.readOrCreate(passwordFile(user)), authority());
    }

    private static Stream<String> users() {
        return Stream.concat(Arrays.stream(KafkaUser.values()).map(KafkaUser::userName), Stream.of(OPERATOR));
    }

    private Path keyStore() {
        return folder.resolve("broker.p12");
    }

    private String keyStorePassword() {
        return Secrets.readOrCreate(folder.resolve("broker.password"));
    }

    private Path authority() {
        return folder.resolve("broker.pem");
    }

    private Path passwordFile(String user) {
        return folder.resolve(user + ".password");
    }
}
