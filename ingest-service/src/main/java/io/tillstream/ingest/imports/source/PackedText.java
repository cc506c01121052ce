package io.tillstream.ingest.imports.source;

import io.tillstream.ingest.imports.source.BadFileException.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.tukaani.xz.CorruptedInputException;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZFormatException;
import org.tukaani.xz.XZInputStream;

/** Opens a text file, packed or not, as the bytes of its text. */
final class PackedText {

    private static final int BUFFER_BYTES = 1 << 16;
    /** A file packed at the highest usual setting needs 65 MiB to unpack. */
    private static final int XZ_MEMORY_KIB = 128 << 10;

    private PackedText() {}

    /**
     * The unpacked bytes of a file, and how much of the file they took.
     *
     * @param text the bytes of the text
     * @param file counts what was read of the file
     */
    record Opened(InputStream text, CountingInputStream file) {}

    static Opened open(Path file, FileFormat format, SourceLimits limits) throws IOException {
        CountingInputStream counted = new CountingInputStream(Files.newInputStream(file));
        try {
            InputStream unpacked =
                    switch (format) {
                        case GZIP -> new GZIPInputStream(counted, BUFFER_BYTES);
                        case XZ -> new XZInputStream(counted, XZ_MEMORY_KIB);
                        case TEXT, WORKBOOK -> counted;
                    };
            InputStream guarded = new InflationGuard(unpacked, limits, counted::count, 0);
            boolean packed = format == FileFormat.GZIP || format == FileFormat.XZ;
            return new Opened(packed ? new ReadAheadInputStream(guarded) : guarded, counted);
        } catch (IOException e) {
            counted.close();
            throw explained(e);
        }
    }

    /** Turns what the decompressors throw into words; gives other failures back as they are. */
    static IOException explained(IOException failure) {
        return switch (failure) {
            case EOFException _ ->
                new BadFileException(
                        Problem.TRUNCATED,
                        "the file ends in the middle of its compressed data; send it again",
                        failure);
            case MemoryLimitException _ ->
                new BadFileException(
                        Problem.TOO_LARGE,
                        "unpacking needs more than " + (XZ_MEMORY_KIB >> 10)
                                + " MiB of memory; pack it with xz -9 or lower",
                        failure);
            case XZFormatException _, CorruptedInputException _, ZipException _ ->
                new BadFileException(Problem.DAMAGED, "the compressed data is damaged; send it again", failure);
            default -> failure;
        };
    }
}
