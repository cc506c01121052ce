package io.tillstream.stack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedLogTest {

    @TempDir
    Path folder;

    @Test
    void shouldKeepTheNewestPartsAndNoMore() throws Exception {
        Path file = folder.resolve("service.log");
        String text =
                IntStream.range(0, 100_000).mapToObj("line %06d\n"::formatted).collect(Collectors.joining());

        new BoundedLog(file, 96 * 1024).copyFrom(byLine(text));

        assertThat(folder)
                .isDirectoryContaining("glob:**/service.log.1")
                .isDirectoryContaining("glob:**/service.log.2");
        assertThat(folder.resolve("service.log.3")).doesNotExist();
        String newest =
                Files.readString(folder.resolve("service.log.1")) + (Files.exists(file) ? Files.readString(file) : "");
        assertThat(newest).endsWith("line 099999\n").startsWith("line ");
        assertThat(Files.size(folder.resolve("service.log.1"))).isBetween(96L * 1024, 96L * 1024 + 8192);
    }

    @Test
    void shouldAppendToTheLogOfAnEarlierRun() throws Exception {
        Path file = folder.resolve("service.log");
        new BoundedLog(file).copyFrom(byLine("one\n"));
        new BoundedLog(file).copyFrom(byLine("two"));

        assertThat(file).hasContent("one\ntwo");
    }

    private static InputStream byLine(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                int line = 12;
                return super.read(target, offset, Math.min(length, line));
            }
        };
    }
}
