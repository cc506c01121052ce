package io.tillstream.stack.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillstream.stack.runtime.FolderLock;
import io.tillstream.stack.runtime.Secrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackTest {

    @TempDir
    Path root;

    @Test
    void shouldSayWhereItRunsAlreadyWhenStartedTwice() {
        DataFolder data = new DataFolder(root);
        new RunState(
                        ProcessStamp.of(ProcessHandle.current()),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        true,
                        StackPorts.DEFAULT,
                        FixedSettings.DEFAULT,
                        List.of("query-api"))
                .write(data);
        LaunchSettings settings =
                new LaunchSettings(root, data, StackPorts.DEFAULT, FixedSettings.DEFAULT, true, Map.of());

        FolderLock lock = FolderLock.take(root, "tillstream");
        try (lock) {
            assertThat(Stack.isRunning(data)).isTrue();
            assertThatThrownBy(() -> Stack.checkStartable(settings))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("runs already on the data in " + root)
                    .hasMessageContaining("http://127.0.0.1:8080/");
            assertThatThrownBy(() -> Stack.deleteData(data, line -> {})).isInstanceOf(StartRefusedException.class);
        }
        assertThat(Stack.isRunning(data)).isFalse();
        assertThat(RunState.read(data).orElseThrow().startedComponents()).containsExactly(Component.QUERY);
    }

    @Test
    void shouldDeleteItsDataAndKeepTheSecrets() throws Exception {
        DataFolder data = new DataFolder(root);
        FixedSettings.DEFAULT.keep(data);
        String key = Secrets.readOrCreate(data.databasePasswordFile());
        Files.createDirectories(data.kafka().resolve("log"));
        Files.writeString(data.kafka().resolve("log/segment"), "x");

        Stack.deleteData(data, line -> {});

        assertThat(data.kafka()).doesNotExist();
        assertThat(data.settingsFile()).doesNotExist();
        assertThat(Secrets.readOrCreate(data.databasePasswordFile())).isEqualTo(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.databasePasswordFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldNotDeleteFoldersOfSomebodyElse() throws Exception {
        DataFolder data = new DataFolder(root);
        Files.createDirectories(root.resolve("logs"));
        Files.writeString(root.resolve("logs/precious"), "x");

        assertThatThrownBy(() -> Stack.deleteData(data, line -> {}))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("--fresh deletes nothing there");
        assertThat(root.resolve("logs/precious")).exists();
    }
}
