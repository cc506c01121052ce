package io.tillstream.streams.store;

import java.util.Arrays;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Live values by key. An open-addressing table that is asked with the bytes of a record's key as they came, and that keeps the hash beside the entry: with many
 * customers a look-up costs what it touches in memory.
 *
 * @param <V> live form of the values
 */
final class EntryTable<V> {

    private static final int SMALLEST = 1_024;

    private int[] hashes = new int[SMALLEST];
    private Entry<V>[] entries = newArray(SMALLEST);
    private int size;

    /** A key, its live value, and what the store notes about them. */
    static final class Entry<V> implements WriteBehindStore.Live<V> {
        final Bytes key;
        final V value;
        boolean dirty;
        long usedAtCommit = -1;
        int heat;

        Entry(Bytes key, V value) {
            this.key = key;
            this.value = value;
        }

        @Override
        public Bytes key() {
            return key;
        }

        @Override
        public V value() {
            return value;
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <V> Entry<V>[] newArray(int length) {
        return new Entry[length];
    }

    @Nullable
    Entry<V> get(byte[] key) {
        int hash = hash(key);
        int mask = entries.length - 1;
        for (int place = hash & mask; entries[place] != null; place = place + 1 & mask) {
            if (hashes[place] == hash && Arrays.equals(entries[place].key.get(), key)) {
                return entries[place];
            }
        }
        return null;
    }

    /** Adds an entry whose key is not in the table. */
    void add(Entry<V> entry) {
        if (4 * (size + 1) > 3 * entries.length) {
            copyTo(2 * entries.length, kept -> true);
        }
        place(entry, hash(entry.key.get()));
    }

    private void place(Entry<V> entry, int hash) {
        int mask = entries.length - 1;
        int place = hash & mask;
        while (entries[place] != null) {
            place = place + 1 & mask;
        }
        hashes[place] = hash;
        entries[place] = entry;
        size++;
    }

    int size() {
        return size;
    }

    /** Drops all entries that are not to be kept. */
    void retain(Predicate<Entry<V>> kept) {
        copyTo(entries.length, kept);
    }

    void clear() {
        hashes = new int[SMALLEST];
        entries = newArray(SMALLEST);
        size = 0;
    }

    private void copyTo(int places, Predicate<Entry<V>> kept) {
        int[] hashesBefore = hashes;
        Entry<V>[] before = entries;
        hashes = new int[places];
        entries = newArray(places);
        size = 0;
        for (int i = 0; i < before.length; i++) {
            if (before[i] != null && kept.test(before[i])) {
                place(before[i], hashesBefore[i]);
            }
        }
    }

    private static int hash(byte[] key) {
        int hash = Arrays.hashCode(key) * 0x9E3779B9;
        return hash ^ hash >>> 15;
    }
}
