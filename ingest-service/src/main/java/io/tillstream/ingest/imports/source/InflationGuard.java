package io.tillstream.ingest.imports.source;

import io.tillstream.ingest.imports.source.BadFileException.Problem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Stops decompression when a file unfolds to more than its limits allow. */
class InflationGuard extends FilterInputStream {

    private final SourceLimits limits;
    private final LongSupplier packedBytes;
    private long inflated;

    /**
     * @param packedBytes bytes read so far before decompression
     * @param inflatedBefore bytes that other parts of the same file have unfolded to
     */
    InflationGuard(InputStream inflatedStream, SourceLimits limits, LongSupplier packedBytes, long inflatedBefore) {
        super(inflatedStream);
        this.limits = limits;
        this.packedBytes = packedBytes;
        this.inflated = inflatedBefore;
    }

    /** Bytes after decompression so far, with those of the parts before. */
    long inflated() {
        return inflated;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            add(1);
        }
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read > 0) {
            add(read);
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void add(int bytes) throws BadFileException {
        inflated += bytes;
        if (inflated > limits.inflatedBytes()) {
            throw new BadFileException(
                    Problem.TOO_LARGE, "the file unfolds to more than " + limits.inflatedBytes() + " bytes");
        }
        if (inflated > SourceLimits.RATIO_FREE_BYTES
                && inflated / limits.ratio() > Math.max(1, packedBytes.getAsLong())) {
            throw new BadFileException(
                    Problem.TOO_LARGE,
                    "the file unfolds to more than " + limits.ratio() + " times its size, which no real table does");
        }
    }
}
