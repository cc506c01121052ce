package io.tillstream.acceptance.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL brought back to the moment before a mistake, as docs/operations.md says it: what people wrote is as it was then, what came from the log is as it
 * is now.
 */
class BackupIT {

    @TempDir
    Path folder;

    @Test
    void shouldReturnToTheMomentBeforeAMistake() throws Exception {
        Path data = folder.resolve("data");
        Path copies = folder.resolve("backup");
        Files.createDirectories(copies.resolve("wal"));
        try (Installation installation = Installation.start(data, "--no-simulator")) {
            try (Connection superuser = superuser(installation, data)) {
                execute(superuser, "ALTER SYSTEM SET archive_mode = on");
                execute(superuser, "ALTER SYSTEM SET archive_command = 'cp %p \"" + copies + "/wal/%f\"'");
            }
            installation.run("down");
            installation.startAgain();
            order(installation, "before");
            awaitOrders(installation, 1);
            baseBackup(installation, data, copies.resolve("base"));
            JsonNode view = saveView(installation);
            String moment = now(installation, data);

            delete(installation, view);
            assertThat(installation.get("query", "/api/v1/views").path("items")).isEmpty();
            order(installation, "after");
            awaitOrders(installation, 2);
            try (Connection superuser = superuser(installation, data)) {
                execute(superuser, "SELECT pg_switch_wal()");
            }
            installation.run("down");

            Path database = data.resolve("postgres/data");
            Files.move(database, folder.resolve("spoilt"));
            copy(copies.resolve("base"), database);
            Files.createFile(database.resolve("recovery.signal"));
            Files.writeString(
                    database.resolve("postgresql.auto.conf"),
                    """
                    archive_mode = off
                    restore_command = 'cp "%s/wal/%%f" "%%p"'
                    recovery_target_time = '%s'
                    recovery_target_action = promote
                    """.formatted(copies, moment),
                    StandardOpenOption.TRUNCATE_EXISTING);
            installation.startAgain();

            assertThat(installation.get("query", "/api/v1/views").path("items")).containsExactly(view);
            awaitOrders(installation, 2);
            Installation.Outcome audit = installation.audit();
            assertThat(audit.exitStatus()).describedAs(audit.output()).isZero();
        }
    }

    private static void order(Installation installation, String id) throws Exception {
        assertThat(installation.postEvents("application/json", """
                        {"event_id":"%s","action":"purchase","customer_id":"c","timestamp":"2024-05-01T10:00:00Z","order_id":"%s",\
                        "items":[{"product_id":"p-1","price":10,"quantity":1}]}""".formatted(id, id)))
                .isEqualTo(202);
    }

    private static void awaitOrders(Installation installation, int orders) {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> assertThat(
                        installation.get("query", "/api/v1/kpis").path("orders").asInt())
                .isEqualTo(orders));
    }

    private static JsonNode saveView(Installation installation) throws Exception {
        HttpResponse<String> saved = installation.send(installation
                .asOwner("/api/v1/views")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"name":"Before the mistake","page":"overview","filters":{"segment":"champions"}}""")));
        assertThat(saved.statusCode()).describedAs(saved.body()).isEqualTo(201);
        return new ObjectMapper().readTree(saved.body());
    }

    private static void delete(Installation installation, JsonNode view) throws Exception {
        HttpResponse<String> answer = installation.send(installation
                .asOwner("/api/v1/views/" + view.path("id").asText())
                .header("If-Match", '"' + view.path("version").asText() + '"')
                .DELETE());
        assertThat(answer.statusCode()).describedAs(answer.body()).isEqualTo(204);
    }

    /** A copy of the folder of a PostgreSQL that goes on meanwhile. */
    private static void baseBackup(Installation installation, Path data, Path copy) throws Exception {
        try (Connection superuser = superuser(installation, data);
                Statement statement = superuser.createStatement()) {
            statement.execute("SELECT pg_backup_start('base', true)");
            copy(data.resolve("postgres/data"), copy);
            try (ResultSet stopped = statement.executeQuery("SELECT labelfile FROM pg_backup_stop()")) {
                stopped.next();
                Files.writeString(copy.resolve("backup_label"), stopped.getString(1));
            }
        }
        Files.deleteIfExists(copy.resolve("postmaster.pid"));
    }

    private static void copy(Path from, Path to) throws IOException {
        Path wal = from.resolve("pg_wal");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                boolean isContentOfWal = !file.equals(wal) && file.startsWith(wal);
                if (!isContentOfWal) {
                    // PostgreSQL refuses a folder that others may look into
                    Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private static String now(Installation installation, Path data) throws Exception {
        try (Connection superuser = superuser(installation, data);
                Statement statement = superuser.createStatement();
                ResultSet time = statement.executeQuery("SELECT clock_timestamp()::text")) {
            time.next();
            return time.getString(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection superuser(Installation installation, Path data) throws IOException, SQLException {
        return DriverManager.getConnection(
                installation.databaseUrl(),
                "postgres",
                Files.readString(data.resolve("postgres/superuser-password")).strip());
    }
}
