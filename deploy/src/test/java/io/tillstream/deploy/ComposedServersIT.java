package io.tillstream.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.stack.runtime.Ports;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The composition's Kafka and PostgreSQL with its own settings and certificates, but outside containers: nobody gets in without TLS. */
class ComposedServersIT {

    private static final JsonNode COMPOSITION = Documents.yaml("compose/compose.yaml");

    @TempDir
    private Path folder;

    @BeforeEach
    void makeSecrets() throws Exception {
        for (String name : new String[] {"up", "make-certificates", "kafka-client.properties", "pg_hba.conf"}) {
            Files.copy(Path.of("compose", name), folder.resolve(name));
        }
        int status = new ProcessBuilder("bash", folder.resolve("up").toString(), "--secrets-only")
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).isZero();
    }

    @Test
    void shouldLetOnlyClientsWithACertificateSpeakToKafka() throws Exception {
        int port = Ports.free();
        String broker = "localhost:" + port;
        KafkaRaftServer server = kafka(port);
        try {
            Path client = folder.resolve("client.properties");
            Files.writeString(client, here(Documents.text("compose/kafka-client.properties")));
            assertThat(clusterOf(KafkaAccess.of(broker, Optional.of(client.toString()))))
                    .isEqualTo(clusterId());

            Map<String, String> nameless = new HashMap<>(
                    KafkaAccess.of(broker, Optional.of(client.toString())).security());
            nameless.keySet().removeIf(setting -> setting.startsWith("ssl.keystore"));
            assertThatThrownBy(() -> clusterOf(new KafkaAccess(broker, nameless)))
                    .hasCauseInstanceOf(SslAuthenticationException.class);
            assertThatThrownBy(() -> clusterOf(KafkaAccess.open(broker))).isInstanceOf(ExecutionException.class);
        } finally {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    @Test
    void shouldLetNobodyLogInToPostgresWithoutTls() throws Exception {
        Path key = folder.resolve("server.key");
        Files.copy(secret("postgres-key"), key);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("r--------"));
        Path password = Files.writeString(folder.resolve("superuser"), "of-the-superuser");
        EmbeddedPostgres.Builder settings = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setLocaleConfig("pwfile", password.toString())
                .setConnectConfig("password", Files.readString(password))
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("listen_addresses", "localhost")
                .setServerConfig("unix_socket_directories", "");
        for (JsonNode word : COMPOSITION.at("/services/postgres/command")) {
            if (word.asText().startsWith("-c")) {
                String[] setting = word.asText().substring(2).split("=", 2);
                settings.setServerConfig(
                        setting[0], here(setting[1].replace("/var/run/postgresql/server.key", key.toString())));
            }
        }
        try (EmbeddedPostgres server = settings.start()) {
            try (Connection superuser = server.getPostgresDatabase().getConnection();
                    var statement = superuser.createStatement()) {
                statement.execute("CREATE ROLE tillstream LOGIN PASSWORD 'of-a-test'");
            }
            JsonNode environment = COMPOSITION.at("/services/query-api/environment");
            String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
            Properties secured = new Properties();
            secured.put("user", "tillstream");
            secured.put("password", "of-a-test");
            secured.put(
                    "sslmode", environment.path("TILLSTREAM_DATABASE_SSL_MODE").asText());
            secured.put(
                    "sslrootcert",
                    here(environment
                            .path("TILLSTREAM_DATABASE_ROOT_CERTIFICATE")
                            .asText()));

            try (Connection connection = DriverManager.getConnection(url, secured);
                    var statement = connection.createStatement();
                    var row = statement.executeQuery(
                            "SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
                row.next();
                assertThat(row.getBoolean(1)).isTrue();
                assertThat(row.getString(2)).isEqualTo("TLSv1.3");
            }
            secured.put("sslmode", "disable");
            assertThatThrownBy(() -> DriverManager.getConnection(url, secured))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("no encryption");
        }
    }

    private KafkaRaftServer kafka(int port) throws Exception {
        Map<String, String> settings = new HashMap<>();
        COMPOSITION.at("/services/kafka/environment").properties().forEach(entry -> {
            if (entry.getKey().startsWith("KAFKA_") && !entry.getKey().equals("KAFKA_HEAP_OPTS")) {
                settings.put(
                        entry.getKey()
                                .substring("KAFKA_".length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        here(entry.getValue().asText()));
            }
        });
        int controller = Ports.free();
        settings.put("listeners", "CLIENTS://localhost:" + port + ",CONTROLLER://localhost:" + controller);
        settings.put("advertised.listeners", "CLIENTS://localhost:" + port);
        settings.put("controller.quorum.voters", "1@localhost:" + controller);
        settings.put("log.dirs", folder.resolve("log").toString());
        Path file = folder.resolve("server.properties");
        Properties properties = new Properties();
        properties.putAll(settings);
        try (var out = Files.newOutputStream(file)) {
            properties.store(out, "");
        }
        int formatted = StorageTool.execute(
                new String[] {"format", "--cluster-id", clusterId(), "--config", file.toString()},
                new PrintStream(PrintStream.nullOutputStream()));
        assertThat(formatted).isZero();
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        server.startup();
        return server;
    }

    private static String clusterId() {
        return COMPOSITION
                .at("/services/kafka/environment/CLUSTER_ID")
                .asText()
                .replaceAll("^\\$\\{KAFKA_CLUSTER_ID:-(.*)}$", "$1");
    }

    private static String clusterOf(KafkaAccess access) throws Exception {
        try (Admin admin = Admin.create(
                access.client(Map.of("request.timeout.ms", 2000, "default.api.timeout.ms", 4000, "retries", 0)))) {
            return admin.describeCluster().clusterId().get(20, TimeUnit.SECONDS);
        }
    }

    /** Where containers see a file, replaced by where it is here. */
    private String here(String text) {
        String result = text;
        for (String name : Documents.names(COMPOSITION.path("secrets"))) {
            result = result.replaceAll(
                    "/run/secrets/" + name + "(?![-a-z])", secret(name).toString());
        }
        return result.replace(
                "/etc/tillstream/pg_hba.conf", folder.resolve("pg_hba.conf").toString());
    }

    private Path secret(String name) {
        return folder.resolve(COMPOSITION.at("/secrets/" + name + "/file").asText())
                .normalize();
    }
}
