package io.tillstream.ingest.imports.source;

import io.tillstream.ingest.imports.source.BadFileException.Problem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Refuses XML in which a tag, with its attributes and the text behind it, is longer than any cell may be: a parser would collect it in memory before anyone
 * could look at it.
 */
final class TagDistanceGuard extends FilterInputStream {

    private final int maxBytes;
    private int sinceTag;

    TagDistanceGuard(InputStream xml, int maxBytes) {
        super(xml);
        this.maxBytes = maxBytes;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            pass((byte) value);
        }
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        for (int i = 0; i < read; i++) {
            pass(target[offset + i]);
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void pass(byte value) throws BadFileException {
        if (value == '<') {
            sinceTag = 0;
        } else if (++sinceTag > maxBytes) {
            throw new BadFileException(
                    Problem.CELL_TOO_LARGE, "a cell of the workbook is larger than " + maxBytes + " bytes");
        }
    }
}
