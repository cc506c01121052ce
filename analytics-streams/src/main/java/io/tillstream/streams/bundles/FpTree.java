package io.tillstream.streams.bundles;

import com.carrotsearch.hppc.LongIntHashMap;
import java.util.Arrays;

/**
 * Baskets that share their most frequent items share a path from the root. Items are ranks, 0 the most frequent; a path goes from low ranks to high.
 *
 * <p>Nodes are places in arrays: 16 bytes each, and their place in the index of children.
 */
final class FpTree {

    static final int ROOT = 0;
    static final int NONE = -1;

    private int[] item = new int[64];
    private int[] count = new int[64];
    private int[] parent = new int[64];
    private int[] nextOfItem = new int[64];
    private final int[] firstOfItem;
    private final LongIntHashMap children = new LongIntHashMap();
    private int size = 1;

    /** An empty tree of items with ranks below {@code ranks}. */
    FpTree(int ranks) {
        firstOfItem = new int[ranks];
        Arrays.fill(firstOfItem, NONE);
        item[ROOT] = NONE;
        parent[ROOT] = NONE;
    }

    /** Adds items of an array, in ascending order, {@code times} over. */
    void add(int[] ranks, int from, int to, int times) {
        int node = ROOT;
        for (int i = from; i < to; i++) {
            node = child(node, ranks[i]);
            count[node] += times;
        }
    }

    private int child(int node, int rank) {
        long key = (long) node << 32 | rank;
        int slot = children.indexOf(key);
        if (children.indexExists(slot)) {
            return children.indexGet(slot);
        }
        if (size == item.length) {
            grow();
        }
        int made = size++;
        item[made] = rank;
        parent[made] = node;
        nextOfItem[made] = firstOfItem[rank];
        firstOfItem[rank] = made;
        children.indexInsert(slot, key, made);
        return made;
    }

    private void grow() {
        int larger = item.length * 2;
        item = Arrays.copyOf(item, larger);
        count = Arrays.copyOf(count, larger);
        parent = Arrays.copyOf(parent, larger);
        nextOfItem = Arrays.copyOf(nextOfItem, larger);
    }

    /** Forgets how to find children, once all baskets are in. */
    void seal() {
        children.release();
    }

    /** The first node of an item, or {@link #NONE}. */
    int first(int rank) {
        return firstOfItem[rank];
    }

    /** The next node of the same item, or {@link #NONE}. */
    int next(int node) {
        return nextOfItem[node];
    }

    int count(int node) {
        return count[node];
    }

    int item(int node) {
        return item[node];
    }

    /** The node before on the path, or {@link #ROOT}. */
    int parent(int node) {
        return parent[node];
    }

    /** Nodes without the root. */
    int size() {
        return size - 1;
    }
}
