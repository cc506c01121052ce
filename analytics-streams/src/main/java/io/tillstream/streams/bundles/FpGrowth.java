package io.tillstream.streams.bundles;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds all itemsets that at least a given number of baskets contain, exactly, without making candidates: Han, Pei, Yin (2000), Mining Frequent Patterns
 * without Candidate Generation.
 *
 * <p>Items are numbers from 0. A basket counts an item once, however many units. Memory: the tree of {@link FpTree}, at worst one node per item of each
 * basket.
 */
public final class FpGrowth {

    private final int minCount;
    private final FoundWhile found;
    private final int[] suffix;

    /** Takes itemsets as they are found. */
    @FunctionalInterface
    public interface Found {
        /**
         * An itemset.
         *
         * @param items in ascending order; the taker may keep the array
         * @param count baskets that contain them all
         */
        void itemset(int[] items, int count);
    }

    /** Takes itemsets as they are found, until it has enough. */
    @FunctionalInterface
    interface FoundWhile {
        /** An itemset as in {@link Found}; false to end the mining. */
        boolean itemset(int[] items, int count);
    }

    private FpGrowth(int minCount, int longest, FoundWhile found) {
        this.minCount = minCount;
        this.found = found;
        this.suffix = new int[longest];
    }

    /**
     * Mines baskets.
     *
     * @param baskets items of each basket, from 0 to {@code items − 1}, in any order, repeated or not
     * @param items number of different items
     * @param minCount baskets an itemset must be in, at least 1
     * @param longest items in an itemset at most
     * @param found takes each itemset of one item or more, in no particular order
     */
    public static void mine(List<int[]> baskets, int items, int minCount, int longest, Found found) {
        mineWhile(baskets, items, minCount, longest, (itemset, count) -> {
            found.itemset(itemset, count);
            return true;
        });
    }

    /** The same for a taker that may end it; false when it did. */
    static boolean mineWhile(List<int[]> baskets, int items, int minCount, int longest, FoundWhile found) {
        if (minCount < 1 || longest < 1) {
            throw new IllegalArgumentException("minCount and longest must be at least 1: " + minCount + ", " + longest);
        }
        int[] counts = count(baskets, items);
        int[] byRank = IntStream.range(0, items)
                .filter(item -> counts[item] >= minCount)
                .boxed()
                .sorted((one, other) -> counts[one] != counts[other]
                        ? Integer.compare(counts[other], counts[one])
                        : Integer.compare(one, other))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] rankOf = new int[items];
        Arrays.fill(rankOf, FpTree.NONE);
        for (int rank = 0; rank < byRank.length; rank++) {
            rankOf[byRank[rank]] = rank;
        }
        FpTree tree = plant(baskets, rankOf, byRank.length);
        FpGrowth mining = new FpGrowth(minCount, longest, (ranks, count) -> {
            int[] named = new int[ranks.length];
            for (int i = 0; i < ranks.length; i++) {
                named[i] = byRank[ranks[i]];
            }
            Arrays.sort(named);
            return found.itemset(named, count);
        });
        return mining.grow(tree, byRank.length, 0);
    }

    private static int[] count(List<int[]> baskets, int items) {
        int[] counts = new int[items];
        int[] lastBasket = new int[items];
        Arrays.fill(lastBasket, -1);
        for (int b = 0; b < baskets.size(); b++) {
            for (int item : baskets.get(b)) {
                if (lastBasket[item] != b) {
                    lastBasket[item] = b;
                    counts[item]++;
                }
            }
        }
        return counts;
    }

    private static FpTree plant(List<int[]> baskets, int[] rankOf, int ranks) {
        FpTree tree = new FpTree(ranks);
        for (int[] basket : baskets) {
            int[] path = new int[basket.length];
            int length = 0;
            for (int item : basket) {
                if (rankOf[item] != FpTree.NONE) {
                    path[length++] = rankOf[item];
                }
            }
            Arrays.sort(path, 0, length);
            tree.add(path, 0, withoutRepeats(path, length), 1);
        }
        tree.seal();
        return tree;
    }

    private static int withoutRepeats(int[] sorted, int length) {
        int kept = 0;
        for (int i = 0; i < length; i++) {
            if (kept == 0 || sorted[kept - 1] != sorted[i]) {
                sorted[kept++] = sorted[i];
            }
        }
        return kept;
    }

    /** Finds all itemsets that are items of the tree and the suffix; false when the taker ended it. */
    private boolean grow(FpTree tree, int ranks, int depth) {
        for (int rank = 0; rank < ranks; rank++) {
            int count = 0;
            for (int node = tree.first(rank); node != FpTree.NONE; node = tree.next(node)) {
                count += tree.count(node);
            }
            if (count < minCount) {
                continue;
            }
            suffix[depth] = rank;
            if (!found.itemset(Arrays.copyOf(suffix, depth + 1), count)) {
                return false;
            }
            if (depth + 1 < suffix.length && rank > 0) {
                FpTree conditional = under(tree, rank);
                if (conditional.size() > 0 && !grow(conditional, rank, depth + 1)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** What baskets with this item hold beside it, of lower rank and frequent there. */
    private FpTree under(FpTree tree, int rank) {
        int[] counts = new int[rank];
        for (int node = tree.first(rank); node != FpTree.NONE; node = tree.next(node)) {
            for (int up = tree.parent(node); up != FpTree.ROOT; up = tree.parent(up)) {
                counts[tree.item(up)] += tree.count(node);
            }
        }
        FpTree conditional = new FpTree(rank);
        if (Arrays.stream(counts).noneMatch(count -> count >= minCount)) {
            return conditional;
        }
        int[] path = new int[rank];
        for (int node = tree.first(rank); node != FpTree.NONE; node = tree.next(node)) {
            int from = rank;
            for (int up = tree.parent(node); up != FpTree.ROOT; up = tree.parent(up)) {
                if (counts[tree.item(up)] >= minCount) {
                    path[--from] = tree.item(up);
                }
            }
            if (from < rank) {
                conditional.add(path, from, rank, tree.count(node));
            }
        }
        conditional.seal();
        return conditional;
    }
}
