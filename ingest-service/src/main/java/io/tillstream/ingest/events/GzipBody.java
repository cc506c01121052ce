package io.tillstream.ingest.events;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Inflates a compressed body no further than the bounds allow. */
final class GzipBody {

    private static final int CHUNK = 64 * 1024;

    private GzipBody() {}

    /**
     * The inflated body.
     *
     * @param share grows by each inflated byte before it is kept
     * @throws BodyException when it is no gzip, truncated, or too large once inflated
     */
    static byte[] inflate(byte[] compressed, int maxBytes, ByteShare share) throws BodyException {
        ByteArrayOutputStream inflated = new ByteArrayOutputStream(Math.min(maxBytes, compressed.length * 4));
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed), CHUNK)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (inflated.size() + read > maxBytes) {
                    throw new BodyException(
                            ProblemKind.TOO_LARGE,
                            String.format(Locale.ROOT, "A body has at most %,d bytes once inflated", maxBytes));
                }
                if (!share.grow(read)) {
                    throw new BodyException(ProblemKind.BUSY, "Try again in a moment");
                }
                inflated.write(chunk, 0, read);
            }
        } catch (IOException e) {
            throw new BodyException(
                    ProblemKind.UNREADABLE_BODY, "The body is not valid gzip, or is cut off before its end");
        }
        return inflated.toByteArray();
    }
}
