package io.tillstream.stack.cli;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file, and what is added to it. */
final class LogTail {

    /** Enough for some thousand lines; earlier ones are in the file. */
    private static final long MOST_BYTES = 1L << 20;

    private final Path file;
    private final String prefix;
    private final int firstLines;
    private long position = -1;

    /**
     * @param prefix put before each line
     * @param firstLines how many of the lines that are already there to show
     */
    LogTail(Path file, String prefix, int firstLines) {
        this.file = file;
        this.prefix = prefix;
        this.firstLines = firstLines;
    }

    /** The lines since the last call, at the first call the last lines of the file. A line that is not finished waits. */
    List<String> newLines() throws IOException {
        if (Files.notExists(file)) {
            return List.of();
        }
        boolean first = position < 0;
        long size = Files.size(file);
        if (first) {
            position = Math.max(0, size - MOST_BYTES);
        } else if (size < position) {
            position = 0; // a new part has begun
        }
        byte[] bytes = read(size);
        int end = endOfLastLine(bytes);
        position += end;
        List<String> lines = new String(bytes, 0, end, StandardCharsets.UTF_8)
                .lines()
                .map(line -> prefix + line)
                .toList();
        return first ? lines.subList(Math.max(0, lines.size() - firstLines), lines.size()) : lines;
    }

    private byte[] read(long size) throws IOException {
        byte[] bytes = new byte[(int) Math.min(size - position, MOST_BYTES)];
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(position);
            log.readFully(bytes);
        }
        return bytes;
    }

    private static int endOfLastLine(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }
}
