package io.tillstream.contracts.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/**
 * Where Kafka is, and how a client proves there who it is. Every client of the product is made from one of these, so that encryption and login are
 * configured once per process.
 *
 * @param bootstrapServers brokers to begin with, {@code host:port} separated by commas
 * @param security settings of encryption and login in Kafka's own names ({@code security.protocol}, {@code sasl.…}, {@code ssl.…}); may hold secrets
 */
public record KafkaAccess(String bootstrapServers, Map<String, String> security) {

    /** The setting that names the file of {@link #of}. */
    public static final String FILE_SETTING = "tillstream.kafka.client-config";

    private static final String TOKEN_ADDRESS = "sasl.oauthbearer.token.endpoint.url";
    private static final String ALLOWED_TOKEN_ADDRESSES = "org.apache.kafka.sasl.oauthbearer.allowed.urls";
    private static final List<String> PREFIXES = List.of("sasl.", "ssl.", "config.providers");

    public KafkaAccess {
        security = Map.copyOf(security);
    }

    /** Without encryption and login, as the local stack's broker on the loopback interface is reached. */
    public static KafkaAccess open(String bootstrapServers) {
        return new KafkaAccess(bootstrapServers, Map.of());
    }

    /**
     * With the encryption and login that a file of Kafka client properties says.
     *
     * @param file empty for neither
     * @throws IllegalArgumentException when the file cannot be read, or holds a setting that is about something else: {@code acks} there would be a change
     *     of what the product promises
     */
    public static KafkaAccess of(String bootstrapServers, Optional<String> file) {
        return file.filter(name -> !name.isBlank())
                .map(name -> {
                    Map<String, String> settings = read(Path.of(name));
                    allowTokensFrom(settings.get(TOKEN_ADDRESS));
                    return new KafkaAccess(bootstrapServers, settings);
                })
                .orElseGet(() -> open(bootstrapServers));
    }

    /** Kafka's clients take tokens only from addresses that the process allows; whoever wrote the file has allowed its own. */
    private static void allowTokensFrom(@Nullable String address) {
        String allowed = System.getProperty(ALLOWED_TOKEN_ADDRESSES, "");
        if (address != null && !List.of(allowed.split(",")).contains(address)) {
            System.setProperty(ALLOWED_TOKEN_ADDRESSES, allowed.isEmpty() ? address : allowed + "," + address);
        }
    }

    /** The settings of one client: its own, the brokers, and the login. */
    public Map<String, Object> client(Map<String, ?> own) {
        NativeCompression.prepare();
        Map<String, Object> settings = new HashMap<>(own);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.putAll(security);
        return settings;
    }

    /** Without the settings of the login. */
    @Override
    public String toString() {
        return bootstrapServers
                + (security.isEmpty()
                        ? ""
                        : " by " + security.getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT"));
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(FILE_SETTING + ": " + file + " cannot be read as properties", e);
        }
        Map<String, String> settings = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (!name.equals(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG)
                    && PREFIXES.stream().noneMatch(name::startsWith)) {
                throw new IllegalArgumentException(
                        FILE_SETTING + ": " + name + " in " + file
                                + " is not about encryption or login; take it out (security.protocol, sasl.*, ssl.* and config.providers* are known)");
            }
            settings.put(name, properties.getProperty(name).strip());
        }
        return settings;
    }
}
