package io.tillstream.stack.audit;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A record on the event topic that is not an event.
 *
 * @param origin {@code topic-partition@offset}
 * @param field what is wrong
 * @param reason why
 * @param bytes a digest of the record's key and value
 */
record Rejection(String origin, String field, String reason, String bytes) {

    /** A digest that tells two records apart, so that their bytes need not be kept. */
    static String digest(byte @Nullable [] key, byte @Nullable [] value) {
        try {
            java.security.MessageDigest sha = java.security.MessageDigest.getInstance("SHA-256");
            for (byte[] part : new byte @Nullable [][] {key, value}) {
                sha.update((byte) (part == null ? 0 : 1));
                if (part != null) {
                    sha.update(
                            java.nio.ByteBuffer.allocate(4).putInt(part.length).array());
                    sha.update(part);
                }
            }
            return HexFormat.of().formatHex(sha.digest(), 0, 16);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
