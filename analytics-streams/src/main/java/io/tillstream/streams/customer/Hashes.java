package io.tillstream.streams.customer;

/** 64-bit hashes of identifiers: FNV-1a over the characters, finished by MurmurHash3's mixer so that all bits depend on all characters. */
public final class Hashes {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Hashes() {}

    /** The hash of a text. */
    public static long of(String text) {
        return of(FNV_OFFSET, text);
    }

    /** The hash of a character and a text behind it. */
    static long of(char first, String text) {
        return of((FNV_OFFSET ^ first) * FNV_PRIME, text);
    }

    private static long of(long begin, String text) {
        long hash = begin;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        hash *= 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
