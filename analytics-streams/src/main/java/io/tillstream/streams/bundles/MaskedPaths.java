package io.tillstream.streams.bundles;

import java.util.Arrays;

/**
 * The paths of a conditional tree of few items, each a number with a bit for each of its items, and how often it is there. Itemsets grow by the highest item
 * first: of the paths that have it, the rest are the paths of the next level; then it is struck out of them.
 *
 * <p>Levels lie behind one another in the same arrays. So nothing is allocated while itemsets grow.
 */
final class MaskedPaths {

    /** Items at most. */
    static final int MOST = Long.SIZE;

    private static final int NONE = -1;

    /** Fewer paths than this are not worth joining the equal ones of. */
    private static final int WORTH_JOINING = 8;

    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private final int minCount;
    private final FpGrowth.Suffix suffix;
    private final int[][] countsOfLevel = new int[MOST + 1][MOST];
    private final int[][] chainsOfLevel = new int[MOST + 1][MOST];
    private int[] names = new int[0];
    private long[] masks = new long[256];
    private int[] times = new int[256];

    /** Behind each path the next one with the same highest item. */
    private int[] next = new int[256];

    private int[] slots = new int[64];
    private int size;

    MaskedPaths(int minCount, FpGrowth.Suffix suffix) {
        this.minCount = minCount;
        this.suffix = suffix;
    }

    void clear() {
        size = 0;
    }

    /** Adds a path that is there {@code count} times over. */
    void add(long mask, int count) {
        if (size == masks.length) {
            masks = Arrays.copyOf(masks, 2 * size);
            times = Arrays.copyOf(times, 2 * size);
            next = Arrays.copyOf(next, 2 * size);
        }
        masks[size] = mask;
        times[size++] = count;
    }

    /**
     * Finds all itemsets that are items of the paths and the suffix; false when the taker ended it.
     *
     * @param itemNames what the items are called outside
     */
    boolean grow(int[] itemNames) {
        names = itemNames;
        return grow(0, 0);
    }

    private boolean grow(int from, int level) {
        join(from);
        int[] counts = count(from, level);
        long frequent = 0;
        for (int item = 0; item < names.length; item++) {
            if (counts[item] >= minCount) {
                if (!suffix.tell(names[item], counts[item])) {
                    return false;
                }
                frequent |= 1L << item;
            }
        }
        if (Long.bitCount(frequent) < 2 || !suffix.hasRoom()) {
            return true;
        }
        int[] chains = chain(from, frequent, level);
        while (Long.bitCount(frequent) > 1) {
            int highest = highest(frequent);
            frequent ^= 1L << highest;
            int below = size;
            strike(chains, highest);
            if (size > below) {
                suffix.push(names[highest]);
                if (!grow(below, level + 1)) {
                    return false;
                }
                suffix.pop();
                size = below;
            }
        }
        return true;
    }

    private int[] count(int from, int level) {
        int[] counts = cleared(countsOfLevel, level, 0);
        for (int i = from; i < size; i++) {
            int count = times[i];
            for (long mask = masks[i]; mask != 0; mask &= mask - 1) {
                counts[Long.numberOfTrailingZeros(mask)] += count;
            }
        }
        return counts;
    }

    /** Strikes out what is not frequent, and chains the paths of each highest item. */
    private int[] chain(int from, long frequent, int level) {
        int[] chains = cleared(chainsOfLevel, level, NONE);
        for (int i = from; i < size; i++) {
            masks[i] &= frequent;
            enchain(chains, i);
        }
        return chains;
    }

    private void enchain(int[] chains, int path) {
        // a path of one item has nothing that could follow
        if (Long.bitCount(masks[path]) > 1) {
            int highest = highest(masks[path]);
            next[path] = chains[highest];
            chains[highest] = path;
        }
    }

    /** Strikes the highest item out of the paths that have it, and puts what is left of them on the next level. */
    private void strike(int[] chains, int item) {
        int path = chains[item];
        while (path != NONE) {
            int following = next[path];
            masks[path] ^= 1L << item;
            add(masks[path], times[path]);
            enchain(chains, path);
            path = following;
        }
    }

    /** Makes one of equal paths. */
    private void join(int from) {
        int paths = size - from;
        if (paths < WORTH_JOINING) {
            return;
        }
        int wanted = Integer.highestOneBit(paths) * 4;
        if (slots.length < wanted) {
            slots = new int[wanted];
        } else {
            Arrays.fill(slots, 0, wanted, 0);
        }
        int kept = from;
        for (int i = from; i < size; i++) {
            int slot = (int) ((masks[i] * SPREAD) >>> 32) & (wanted - 1);
            while (slots[slot] != 0 && masks[slots[slot] - 1] != masks[i]) {
                slot = (slot + 1) & (wanted - 1);
            }
            if (slots[slot] == 0) {
                masks[kept] = masks[i];
                times[kept] = times[i];
                slots[slot] = ++kept;
            } else {
                times[slots[slot] - 1] += times[i];
            }
        }
        size = kept;
    }

    private static int highest(long mask) {
        return MOST - 1 - Long.numberOfLeadingZeros(mask);
    }

    private static int[] cleared(int[][] levels, int level, int value) {
        Arrays.fill(levels[level], value);
        return levels[level];
    }
}
