package io.tillstream.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillstream.simulator.history.Shops;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void shouldReadWhatWasWritten() throws IOException {
        CheckpointFile file = new CheckpointFile(folder.resolve("not/there/yet"));
        assertThat(file.read()).isEmpty();
        Checkpoint first = Checkpoint.first("cluster-1", Shops.settings(42, 10, Period.ofMonths(3)), Shops.END);
        file.write(first);
        assertThat(file.read()).contains(first);
        Checkpoint later = first.acknowledged(1234, true).live(5);
        file.write(later);
        assertThat(file.read()).contains(later);
        assertThat(later.settings()).isEqualTo(Shops.settings(42, 10, Period.ofMonths(3)));
        assertThat(later.acknowledged()).isEqualTo(1234);
        try (var files = Files.list(file.file().toAbsolutePath().getParent())) {
            assertThat(files).containsExactly(file.file());
        }
    }

    @Test
    void shouldRefuseAFileThatIsNoCheckpoint() throws IOException {
        CheckpointFile file = new CheckpointFile(folder);
        Files.writeString(file.file(), "{\"version\":1,\"acknow");
        assertThatThrownBy(file::read).isInstanceOf(IOException.class).hasMessageContaining("is not a checkpoint");
        Files.writeString(file.file(), "{\"version\":3}");
        assertThatThrownBy(file::read).isInstanceOf(IOException.class).hasMessageContaining("has version 3");
    }

    @Test
    void shouldGoOnAfterAnEarlierVersionOnlyWhenItsHistoryWasComplete() throws IOException {
        CheckpointFile file = new CheckpointFile(folder);
        Checkpoint now = Checkpoint.first("cluster-1", Shops.settings(42, 10, Period.ofMonths(3)), Shops.END)
                .acknowledged(1234, true);
        file.write(now);
        String text = Files.readString(file.file());
        Files.writeString(file.file(), text.replace("\"version\" : 2", "\"version\" : 1"));
        assertThat(file.read()).contains(now);
        Files.writeString(
                file.file(),
                text.replace("\"version\" : 2", "\"version\" : 1")
                        .replace("\"history_done\" : true", "\"history_done\" : false"));
        assertThatThrownBy(file::read)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("begin with a fresh data folder");
    }
}
