package io.tillstream.stack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceEnvironmentTest {

    @TempDir
    Path root;

    @Test
    void shouldGiveEachServiceItsPortItsFolderAndOnlyTheSecretsItNeeds() {
        LaunchSettings settings = settings(Map.of("tillstream.simulator.history", "P3M"));

        Map<String, String> ingest = ServiceEnvironment.of(Component.INGEST, settings);
        assertThat(ingest)
                .containsEntry("QUARKUS_HTTP_HOST", "127.0.0.1")
                .containsEntry("QUARKUS_HTTP_PORT", "8081")
                .containsEntry("TILLSTREAM_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:19092")
                .containsEntry("TILLSTREAM_ZONE", "UTC")
                .containsEntry("TILLSTREAM_CURRENCY", "USD")
                .containsEntry("TILLSTREAM_PARTITIONS", "4")
                .containsEntry(
                        "TILLSTREAM_DATA_DIR",
                        root.resolve("services/ingest-service").toString())
                .containsEntry(
                        "TILLSTREAM_INGEST_WRITE_KEYS_FILE",
                        root.resolve("secrets/write-keys").toString())
                .containsEntry("TILLSTREAM_SIMULATOR_HISTORY", "P3M")
                .doesNotContainKey("TILLSTREAM_DATABASE_PASSWORD");

        Map<String, String> query = ServiceEnvironment.of(Component.QUERY, settings);
        assertThat(query)
                .containsEntry("QUARKUS_HTTP_PORT", "8082")
                .containsEntry("TILLSTREAM_DATABASE_PORT", "15432")
                .containsEntry("TILLSTREAM_ACCESS_PUBLIC_URL", "http://127.0.0.1:8080")
                .containsEntry(
                        "TILLSTREAM_ACCESS_FIRST_ADMIN_FILE",
                        root.resolve("secrets/first-admin").toString())
                .containsEntry(
                        "TILLSTREAM_ACCESS_SERVICE_KEY_FILE",
                        root.resolve("secrets/service-key").toString())
                .doesNotContainKey("TILLSTREAM_ACCESS_MODE")
                .doesNotContainKey("TILLSTREAM_INGEST_WRITE_KEYS_FILE");
        assertThat(query.get("TILLSTREAM_DATABASE_PASSWORD")).matches("[0-9a-f]{48}");
        assertThat(root.resolve("secrets/service-key")).content().matches("[0-9a-f]{48}\n");
        assertThat(ServiceEnvironment.of(Component.DASHBOARD, settings))
                .containsEntry(
                        "TILLSTREAM_DASHBOARD_AUDIT_FILE",
                        root.resolve("services/audit.json").toString())
                .doesNotContainKeys("TILLSTREAM_ACCESS_SERVICE_KEY_FILE", "TILLSTREAM_DATABASE_PASSWORD");
    }

    private LaunchSettings settings(Map<String, String> properties) {
        return new LaunchSettings(
                root, new DataFolder(root), StackPorts.DEFAULT, FixedSettings.DEFAULT, true, properties);
    }
}
