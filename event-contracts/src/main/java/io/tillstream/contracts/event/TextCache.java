package io.tillstream.contracts.event;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers short texts by the bytes they were read from, so that a value that comes again and again is one string, with its hash code known. Bounded: a
 * text displaces the one that was in its place. Not thread-safe.
 */
final class TextCache {

    private static final int MAX_BYTES = 64;
    private static final long MIX = 0x9e37_79b9_7f4a_7c15L;

    private final int shift;
    private final byte[][] keys;
    private final String[] texts;

    /**
     * @param bits there is room for two to the power of this many texts
     */
    TextCache(int bits) {
        shift = Long.SIZE - bits;
        keys = new byte[1 << bits][];
        texts = new String[1 << bits];
    }

    /** The place of a text, to be handed to the other methods; negative when it is too long to be remembered. */
    int place(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > MAX_BYTES) {
            return -1;
        }
        long hash = length;
        int i = from;
        for (; i + Words.BYTES <= to; i += Words.BYTES) {
            hash = (hash ^ Words.at(bytes, i)) * MIX;
            hash ^= hash >>> 32;
        }
        if (i < to) {
            hash = (hash ^ Words.start(bytes, i, to - i)) * MIX;
            hash ^= hash >>> 32;
        }
        return (int) (hash * MIX >>> shift);
    }

    /** The text of these bytes, or null when it is not remembered. */
    @Nullable
    String find(int place, byte[] bytes, int from, int to) {
        byte[] key = keys[place];
        return key != null && Arrays.equals(bytes, from, to, key, 0, key.length) ? texts[place] : null;
    }

    /** Remembers a text. */
    void put(int place, byte[] bytes, int from, int to, String text) {
        keys[place] = Arrays.copyOfRange(bytes, from, to);
        texts[place] = text;
    }
}
