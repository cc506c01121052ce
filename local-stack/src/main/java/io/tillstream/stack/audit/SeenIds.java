package io.tillstream.stack.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Which identifiers were counted before, and when. Keeps the first 128 bits of an identifier's SHA-256 instead of its text, 24 bytes in place of some 150,
 * so that a log of tens of millions of events can be recounted in memory; two identifiers meet by chance once in 10³⁸.
 */
final class SeenIds {

    private final MessageDigest digest;
    private long[] high = new long[1 << 10];
    private long[] low = new long[1 << 10];
    private long[] at = new long[1 << 10];
    private int size;

    SeenIds() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Notes an identifier.
     *
     * @param scope what kind of identifier it is and whose
     * @param now the day it came on, in days since 1970-01-01
     * @param memory how many days after the day on which it counted an identifier is still remembered
     * @return whether it is new, or forgotten again
     */
    boolean isNew(String scope, String id, long now, long memory) {
        digest.update(scope.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(id.getBytes(StandardCharsets.UTF_8)));
        // a set bit, so that no identifier looks like a free slot
        long first = hash.getLong() | 1;
        long second = hash.getLong();
        int slot = find(first, second);
        if (high[slot] != 0) {
            if (now - at[slot] <= memory) {
                return false;
            }
            at[slot] = now;
            return true;
        }
        high[slot] = first;
        low[slot] = second;
        at[slot] = now;
        if (++size * 3L > high.length * 2L) {
            grow();
        }
        return true;
    }

    private int find(long first, long second) {
        int mask = high.length - 1;
        int slot = (int) second & mask;
        while (high[slot] != 0 && (high[slot] != first || low[slot] != second)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        long[] oldAt = at;
        high = new long[oldHigh.length * 2];
        low = new long[oldHigh.length * 2];
        at = new long[oldHigh.length * 2];
        for (int i = 0; i < oldHigh.length; i++) {
            if (oldHigh[i] != 0) {
                int slot = find(oldHigh[i], oldLow[i]);
                high[slot] = oldHigh[i];
                low[slot] = oldLow[i];
                at[slot] = oldAt[i];
            }
        }
    }
}
