package io.tillstream.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    Path folder;

    @Test
    void shouldShowTheLastLinesAndThenWhatIsAdded() throws Exception {
        Path file = folder.resolve("service.log");
        LogTail tail = new LogTail(file, "s | ", 2);
        assertThat(tail.newLines()).isEmpty();

        Files.writeString(file, "one\ntwo\nthree\nfo");
        assertThat(tail.newLines()).containsExactly("s | two", "s | three");

        Files.writeString(file, "ür\n", StandardOpenOption.APPEND);
        assertThat(tail.newLines()).containsExactly("s | foür");
        assertThat(tail.newLines()).isEmpty();

        Files.writeString(file, "anew\n");
        assertThat(tail.newLines()).containsExactly("s | anew");
    }
}
