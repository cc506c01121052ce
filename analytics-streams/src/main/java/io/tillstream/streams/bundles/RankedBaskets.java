package io.tillstream.streams.bundles;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Baskets as ranks of their frequent items, 0 the most frequent, each once and in ascending order, one basket behind the other in one array. Baskets that
 * begin alike can be read one after the other, so that a tree grows without looking anything up, and its nodes lie near those they are read with.
 *
 * <p>Where there are few items, how many baskets hold each two is counted on the way: Grahne, Zhu (2003), Efficiently Using Prefix-trees in Mining Frequent
 * Itemsets. Memory: 4 bytes a line and 12 a basket, and at most 4 MiB for the pairs.
 */
final class RankedBaskets {

    private static final int NONE = -1;

    /** Items at most whose pairs are counted. */
    private static final int MOST_PAIRED = 1_024;

    private final int items;
    private int[] ranks = new int[1_024];
    private final int[] ends;
    private final int[][] pairs;

    /**
     * @param baskets items of each, repeated or not
     * @param rankOf rank of each item, −1 for what is not frequent
     * @param items number of frequent items
     */
    RankedBaskets(List<int[]> baskets, int[] rankOf, int items) {
        this.items = items;
        pairs = new int[items <= MOST_PAIRED ? items : 0][];
        Arrays.setAll(pairs, int[]::new);
        ends = new int[baskets.size()];
        int number = 0;
        int end = 0;
        for (int[] basket : baskets) {
            int from = end;
            if (end + basket.length > ranks.length) {
                ranks = Arrays.copyOf(ranks, Math.max(end + basket.length, ranks.length + (ranks.length >> 1)));
            }
            for (int item : basket) {
                if (rankOf[item] != NONE) {
                    ranks[end++] = rankOf[item];
                }
            }
            Arrays.sort(ranks, from, end);
            end = withoutRepeats(from, end);
            pair(from, end);
            ends[number++] = end;
        }
    }

    /** Returns the new end. */
    private int withoutRepeats(int from, int end) {
        int kept = from;
        for (int i = from; i < end; i++) {
            if (kept == from || ranks[kept - 1] != ranks[i]) {
                ranks[kept++] = ranks[i];
            }
        }
        return kept;
    }

    private void pair(int from, int end) {
        if (pairs.length > 0) {
            for (int i = from + 1; i < end; i++) {
                int[] with = pairs[ranks[i]];
                for (int j = from; j < i; j++) {
                    with[ranks[j]]++;
                }
            }
        }
    }

    /** Whether {@link #pairs} are known. */
    boolean hasPairs() {
        return pairs.length > 0;
    }

    /** How many baskets hold an item and each one of lower rank. */
    int[] pairs(int rank) {
        return pairs[rank];
    }

    /** Adds all to a tree, in dictionary order. */
    void plant(FpTree tree) {
        for (int basket : ordered()) {
            tree.addInOrder(ranks, from(basket), ends[basket]);
        }
    }

    /**
     * Numbers of baskets that are not empty, in dictionary order, by a radix sort from the last position to the first. At each position the baskets that end
     * there come to those that are longer, before them.
     */
    private int[] ordered() {
        int longest = 0;
        for (int basket = 0; basket < ends.length; basket++) {
            longest = Math.max(longest, length(basket));
        }
        int[] endingAt = new int[longest + 1];
        for (int basket = 0; basket < ends.length; basket++) {
            endingAt[length(basket)]++;
        }
        int[] byLength = byKey(allBaskets(), endingAt.length, this::length);
        int[] order = new int[0];
        int last = byLength.length;
        for (int position = longest - 1; position >= 0; position--) {
            int ending = endingAt[position + 1];
            int[] joined = new int[ending + order.length];
            System.arraycopy(byLength, last - ending, joined, 0, ending);
            System.arraycopy(order, 0, joined, ending, order.length);
            last -= ending;
            int at = position;
            order = byKey(joined, items, basket -> ranks[from(basket) + at]);
        }
        return order;
    }

    private int[] allBaskets() {
        int[] all = new int[ends.length];
        Arrays.setAll(all, i -> i);
        return all;
    }

    /** In ascending order of a key from 0 to {@code keys − 1}; what is equal keeps its order. */
    private static int[] byKey(int[] baskets, int keys, IntUnaryOperator key) {
        int[] next = new int[keys + 1];
        for (int basket : baskets) {
            next[key.applyAsInt(basket) + 1]++;
        }
        for (int i = 0; i < keys; i++) {
            next[i + 1] += next[i];
        }
        int[] ordered = new int[baskets.length];
        for (int basket : baskets) {
            ordered[next[key.applyAsInt(basket)]++] = basket;
        }
        return ordered;
    }

    private int length(int basket) {
        return ends[basket] - from(basket);
    }

    private int from(int basket) {
        return basket == 0 ? 0 : ends[basket - 1];
    }
}
