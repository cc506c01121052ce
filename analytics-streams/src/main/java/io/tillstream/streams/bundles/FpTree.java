package io.tillstream.streams.bundles;

import java.util.Arrays;

/**
 * Baskets that share their most frequent items share a path from the root. Items are numbered from 0, the most frequent of the tree first; a path goes from
 * low numbers to high. A tree can be emptied and used again.
 *
 * <p>Nodes are places in arrays: 16 bytes each, and 8 to 16 more to find them by where they are not added in order.
 */
final class FpTree {

    static final int ROOT = 0;

    private static final int LEAST_SLOTS = 64;
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private int[] names = new int[0];
    private int[] totals = new int[0];

    /** The newest node of each item, and behind each node the one before; 0 for none. */
    private int[] newest = new int[0];

    private int[] before = new int[LEAST_SLOTS];

    /** Of each node its parent, and in the lower half its item: one look for both. */
    private long[] parentAndItem = new long[LEAST_SLOTS];

    private int[] counts = new int[LEAST_SLOTS];
    private int[] slots = new int[LEAST_SLOTS];
    private int lastSlot = LEAST_SLOTS - 1;
    private int size = 1;

    /** Nodes of what was added in order last. */
    private int[] path = new int[LEAST_SLOTS];

    private int pathLength;

    /** Empties it. */
    void clear(int[] itemNames) {
        names = itemNames;
        if (totals.length < names.length) {
            totals = new int[names.length];
            newest = new int[names.length];
        } else {
            Arrays.fill(totals, 0, names.length, 0);
            Arrays.fill(newest, 0, names.length, 0);
        }
        lastSlot = LEAST_SLOTS - 1;
        Arrays.fill(slots, 0, LEAST_SLOTS, 0);
        size = 1;
        pathLength = 0;
    }

    /** Adds items of an array, in ascending order, {@code times} over. */
    void add(int[] items, int from, int to, int times) {
        int node = ROOT;
        for (int i = from; i < to; i++) {
            node = child(node, items[i]);
            counts[node] += times;
            totals[items[i]] += times;
        }
    }

    /** Adds items of an array once, in ascending order; they must not come before those that were added last, as in a dictionary. */
    void addInOrder(int[] items, int from, int to) {
        int length = to - from;
        if (path.length < length) {
            path = Arrays.copyOf(path, 2 * length);
        }
        int shared = 0;
        while (shared < Math.min(length, pathLength) && item(path[shared]) == items[from + shared]) {
            shared++;
        }
        for (int i = 0; i < length; i++) {
            if (i >= shared) {
                path[i] = make((long) (i == 0 ? ROOT : path[i - 1]) << 32 | items[from + i]);
            }
            counts[path[i]]++;
            totals[items[from + i]]++;
        }
        pathLength = length;
    }

    private int child(int parent, int item) {
        long key = (long) parent << 32 | item;
        int slot = slot(key);
        while (slots[slot] != 0) {
            if (parentAndItem[slots[slot]] == key) {
                return slots[slot];
            }
            slot = slot + 1 & lastSlot;
        }
        int made = make(key);
        slots[slot] = made;
        if (2 * size > lastSlot) {
            spread();
        }
        return made;
    }

    private int make(long key) {
        if (size == counts.length) {
            before = Arrays.copyOf(before, 2 * size);
            parentAndItem = Arrays.copyOf(parentAndItem, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        int item = (int) key;
        int made = size++;
        parentAndItem[made] = key;
        counts[made] = 0;
        before[made] = newest[item];
        newest[item] = made;
        return made;
    }

    private int slot(long key) {
        return (int) (key * SPREAD >>> 32) & lastSlot;
    }

    private void spread() {
        int wanted = 2 * (lastSlot + 1);
        if (slots.length < wanted) {
            slots = new int[wanted];
        } else {
            Arrays.fill(slots, 0, wanted, 0);
        }
        lastSlot = wanted - 1;
        for (int node = 1; node < size; node++) {
            int slot = slot(parentAndItem[node]);
            while (slots[slot] != 0) {
                slot = slot + 1 & lastSlot;
            }
            slots[slot] = node;
        }
    }

    /** Number of different items. */
    int items() {
        return names.length;
    }

    /** What an item is called outside. */
    int name(int item) {
        return names[item];
    }

    /** Baskets with an item. */
    int total(int item) {
        return totals[item];
    }

    /** The first node of an item to look at, or {@link #ROOT}. */
    int first(int item) {
        return newest[item];
    }

    /** The next node of the same item, or {@link #ROOT}. */
    int next(int node) {
        return before[node];
    }

    int count(int node) {
        return counts[node];
    }

    int item(int node) {
        return (int) parentAndItem[node];
    }

    /** The node before on the path, or {@link #ROOT}. */
    int parent(int node) {
        return (int) (parentAndItem[node] >>> 32);
    }
}
