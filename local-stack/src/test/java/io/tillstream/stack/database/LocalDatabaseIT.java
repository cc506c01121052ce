package io.tillstream.stack.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillstream.stack.runtime.ChildJvm;
import io.tillstream.stack.runtime.FolderInUseException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LocalDatabaseIT {

    private static final String PASSWORD = "it's \\ secret";

    @TempDir
    Path folder;

    @Test
    void shouldKeepRowsOverARestart() throws Exception {
        try (LocalDatabase database = LocalDatabase.start(folder, 0, PASSWORD)) {
            execute(
                    database.jdbcUrl(),
                    PASSWORD,
                    "CREATE TABLE kept (value text)",
                    "INSERT INTO kept VALUES ('Žluťoučký')");
        }
        try (LocalDatabase database = LocalDatabase.start(folder, 0, PASSWORD)) {
            assertThat(select(database, "SELECT lower(value) FROM kept")).containsExactly("žluťoučký");
        }
    }

    @Test
    void shouldKeepCommittedRowsAndStopTheLeftoverProcessWhenTheParentIsKilled() throws Exception {
        long leftover;
        try (ChildJvm child = ChildJvm.start(DatabaseProgram.class, folder.toString(), PASSWORD)) {
            String jdbcUrl = child.readLine();
            child.awaitLine("ready");
            execute(jdbcUrl, PASSWORD, "CREATE TABLE kept (value int)", "INSERT INTO kept VALUES (1)");
            leftover = Long.parseLong(
                    Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst());
            child.kill();
        }
        assertThat(ProcessHandle.of(leftover))
                .as("PostgreSQL outlives its parent")
                .isPresent();

        try (LocalDatabase database = LocalDatabase.start(folder, 0, PASSWORD)) {
            assertThat(ProcessHandle.of(leftover)).isEmpty();
            assertThat(select(database, "SELECT value FROM kept")).containsExactly("1");
        }
    }

    @Test
    void shouldBeginAnewWhenTheFirstStartWasInterrupted() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/postgresql.conf"), "half");

        try (LocalDatabase database = LocalDatabase.start(folder, 0, PASSWORD)) {
            assertThat(select(database, "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void shouldWriteEveryCommitToDiskAndListenOnTheLoopbackInterfaceAlone() throws Exception {
        try (LocalDatabase database = LocalDatabase.start(folder, 0, PASSWORD)) {
            assertThat(select(
                            database,
                            "SELECT name || '=' || setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit',"
                                    + " 'listen_addresses', 'max_connections') ORDER BY name"))
                    .containsExactly(
                            "fsync=on", "listen_addresses=127.0.0.1", "max_connections=100", "synchronous_commit=on");
            assertThat(Files.readAllLines(folder.resolve("data/postmaster.pid")).get(4))
                    .as("folder of the Unix domain socket")
                    .isEmpty();
        }
    }

    @Test
    void shouldDemandThePasswordOfTheLastStart() throws Exception {
        LocalDatabase.start(folder, 0, "before").close();

        try (LocalDatabase database = LocalDatabase.start(folder, 0, PASSWORD)) {
            assertThat(select(database, "SELECT current_user")).containsExactly("tillstream");
            assertThatThrownBy(() -> execute(database.jdbcUrl(), "before", "SELECT 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), "postgres", "")
                            .close())
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void shouldRefuseASecondDatabaseOnTheSameFolder() {
        try (LocalDatabase database = LocalDatabase.start(folder, 0, PASSWORD)) {
            assertThat(database.isAlive()).isTrue();
            assertThatThrownBy(() -> LocalDatabase.start(folder, 0, PASSWORD)).isInstanceOf(FolderInUseException.class);
        }
    }

    private static void execute(String jdbcUrl, String password, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, "tillstream", password);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> select(LocalDatabase database, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
