package io.tillstream.ingest.imports.clean;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The first 128 bits of the SHA-256 of a sequence of texts, each with its length, so that moving a border between two texts changes it. For one thread. */
final class TextHash {

    private static final int FIRST_BYTES = 1_024;

    private final MessageDigest digest = sha256();
    private byte[] buffer = new byte[FIRST_BYTES];
    private int length;
    private long high;
    private long low;

    /** Hashes the texts; {@link #high()} and {@link #low()} give the result. */
    TextHash of(String... texts) {
        length = 0;
        for (String text : texts) {
            append(text.getBytes(StandardCharsets.UTF_8));
        }
        digest.update(buffer, 0, length);
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        high = hash.getLong();
        low = hash.getLong();
        return this;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void append(byte[] text) {
        if (buffer.length - length < text.length + Integer.BYTES) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + text.length + Integer.BYTES));
        }
        ByteBuffer.wrap(buffer, length, Integer.BYTES).putInt(text.length);
        System.arraycopy(text, 0, buffer, length + Integer.BYTES, text.length);
        length += Integer.BYTES + text.length;
    }
}
