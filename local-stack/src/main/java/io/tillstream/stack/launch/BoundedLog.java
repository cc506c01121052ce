package io.tillstream.stack.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The log of a process, in a file and a few older parts ({@code .1} is the newest of them), together bounded. */
final class BoundedLog {

    private static final long DEFAULT_PART_BYTES = 10L << 20;
    private static final int OLDER_PARTS = 2;
    private static final int BUFFER_BYTES = 8192;

    private final Path file;
    private final long partBytes;

    BoundedLog(Path file) {
        this(file, DEFAULT_PART_BYTES);
    }

    /** @param partBytes the size after which a new part begins, at the next end of a line */
    BoundedLog(Path file, long partBytes) {
        this.file = file;
        this.partBytes = partBytes;
    }

    /** Appends all that comes until the stream ends. */
    void copyFrom(InputStream source) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] buffer = new byte[BUFFER_BYTES];
        int length = source.read(buffer);
        while (length >= 0) {
            // opened per part, so that a part is closed before it is renamed
            try (OutputStream part =
                    Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                long size = Files.size(file);
                boolean full = false;
                while (length >= 0 && !full) {
                    part.write(buffer, 0, length);
                    size += length;
                    full = size >= partBytes && length > 0 && buffer[length - 1] == '\n';
                    length = source.read(buffer);
                }
            }
            if (Files.size(file) >= partBytes) {
                shift();
            }
        }
    }

    private void shift() throws IOException {
        for (int number = OLDER_PARTS; number > 1; number--) {
            Path from = part(number - 1);
            if (Files.exists(from)) {
                Files.move(from, part(number), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(file, part(1), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path part(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }
}
