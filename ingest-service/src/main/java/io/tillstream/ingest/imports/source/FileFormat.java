package io.tillstream.ingest.imports.source;

import io.tillstream.ingest.imports.source.BadFileException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** How a file is packed, told from its first bytes and never from its name. */
public enum FileFormat {
    TEXT("csv"),
    GZIP("csv.gz"),
    XZ("csv.xz"),
    WORKBOOK("xlsx");

    private static final int LONGEST_MAGIC = 8;

    private final String label;

    FileFormat(String label) {
        this.label = label;
    }

    /** The name in reports. */
    public String label() {
        return label;
    }

    /**
     * Tells the format of a file.
     *
     * @throws BadFileException when it is empty or of a format that is known and not supported
     */
    public static FileFormat of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in.readNBytes(LONGEST_MAGIC));
        }
    }

    static FileFormat of(byte[] start) throws BadFileException {
        if (start.length == 0) {
            throw new BadFileException(Problem.EMPTY, "the file is empty");
        }
        if (startsWith(start, 0x1f, 0x8b)) {
            return GZIP;
        }
        if (startsWith(start, 0xfd, '7', 'z', 'X', 'Z', 0)) {
            return XZ;
        }
        if (startsWith(start, 'P', 'K', 3, 4) || startsWith(start, 'P', 'K', 5, 6)) {
            return WORKBOOK;
        }
        refuse(start, "an old Excel workbook (.xls) or one with a password", 0xd0, 0xcf, 0x11, 0xe0);
        refuse(start, "a bzip2 archive", 'B', 'Z', 'h');
        refuse(start, "a Zstandard archive", 0x28, 0xb5, 0x2f, 0xfd);
        refuse(start, "a 7-Zip archive", '7', 'z', 0xbc, 0xaf);
        refuse(start, "a PDF document", '%', 'P', 'D', 'F');
        refuse(start, "a Parquet file", 'P', 'A', 'R', '1');
        return TEXT;
    }

    private static void refuse(byte[] start, String what, int... magic) throws BadFileException {
        if (startsWith(start, magic)) {
            throw new BadFileException(
                    Problem.UNSUPPORTED_FORMAT,
                    "the file is " + what
                            + "; send CSV or lines of JSON, as they are or packed with gzip or xz, or an Excel workbook (.xlsx)");
        }
    }

    private static boolean startsWith(byte[] start, int... magic) {
        byte[] expected = new byte[magic.length];
        for (int i = 0; i < magic.length; i++) {
            expected[i] = (byte) magic[i];
        }
        return start.length >= magic.length && Arrays.equals(start, 0, magic.length, expected, 0, magic.length);
    }
}
