package io.tillstream.streams.bundles;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds all itemsets that at least a given number of baskets contain, exactly, without making candidates: Han, Pei, Yin (2000), Mining Frequent Patterns
 * without Candidate Generation.
 *
 * <p>A conditional tree of at most {@link MaskedPaths#MOST} items is not planted: its paths are kept as bits of a number, which is most of the work of sparse
 * baskets.
 *
 * <p>Items are numbers from 0. A basket counts an item once, however many units. Memory: the tree of {@link FpTree}, at worst one node per item of each
 * basket.
 */
public final class FpGrowth {

    private static final int NONE = -1;

    private final int minCount;
    private final RankedBaskets baskets;
    private final Suffix suffix;
    private final MaskedPaths masked;

    /** The tree of each depth, used again and again. */
    private final List<FpTree> trees = new ArrayList<>();

    /** For the partners of one item: how many baskets each is in, those that are in any, and the number of each frequent one. */
    private final int[] counts;

    private final int[] touched;
    private final int[] numbers;
    private final int[] path;

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

    /** The items that all baskets of the present tree hold besides. */
    static final class Suffix {

        private final int[] items;
        private final FoundWhile found;
        private int size;

        Suffix(int longest, FoundWhile found) {
            items = new int[longest];
            this.found = found;
        }

        /** Tells of an itemset: an item and the suffix; false when the taker wants no more. */
        boolean tell(int item, int count) {
            int[] itemset = Arrays.copyOf(items, size + 1);
            itemset[size] = item;
            Arrays.sort(itemset);
            return found.itemset(itemset, count);
        }

        /** Whether itemsets of the suffix, an item, and another may be told of. */
        boolean hasRoom() {
            return size + 1 < items.length;
        }

        void push(int item) {
            items[size++] = item;
        }

        void pop() {
            size--;
        }
    }

    private FpGrowth(int minCount, RankedBaskets baskets, int items, Suffix suffix) {
        this.minCount = minCount;
        this.baskets = baskets;
        this.suffix = suffix;
        masked = new MaskedPaths(minCount, suffix);
        counts = new int[items];
        touched = new int[items];
        path = new int[items];
        numbers = new int[items];
        Arrays.fill(numbers, NONE);
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
                .sorted(Comparator.comparingInt((Integer item) -> -counts[item]).thenComparing(item -> item))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] rankOf = new int[items];
        Arrays.fill(rankOf, NONE);
        for (int rank = 0; rank < byRank.length; rank++) {
            rankOf[byRank[rank]] = rank;
        }
        RankedBaskets ranked = new RankedBaskets(baskets, rankOf, byRank.length);
        FpTree tree = new FpTree();
        tree.clear(byRank);
        ranked.plant(tree);
        return new FpGrowth(minCount, ranked, byRank.length, new Suffix(longest, found)).grow(tree, 0);
    }

    private static int[] count(List<int[]> baskets, int items) {
        int[] counts = new int[items];
        int[] lastBasket = new int[items];
        Arrays.fill(lastBasket, -1);
        int number = 0;
        for (int[] basket : baskets) {
            for (int item : basket) {
                if (lastBasket[item] != number) {
                    lastBasket[item] = number;
                    counts[item]++;
                }
            }
            number++;
        }
        return counts;
    }

    /** Finds all itemsets that are items of the tree, each of which is frequent, and the suffix; false when the taker ended it. */
    private boolean grow(FpTree tree, int depth) {
        for (int item = 0; item < tree.items(); item++) {
            if (!suffix.tell(tree.name(item), tree.total(item))) {
                return false;
            }
            if (item > 0 && suffix.hasRoom()) {
                suffix.push(tree.name(item));
                if (!growUnder(tree, item, depth)) {
                    return false;
                }
                suffix.pop();
            }
        }
        return true;
    }

    /** Goes on with what baskets with this item hold beside it, of lower number and frequent there. */
    private boolean growUnder(FpTree tree, int item, int depth) {
        int[] partners = depth == 0 && baskets.hasPairs() ? paired(item) : partners(tree, item);
        if (partners.length == 0) {
            return true;
        }
        int[] names = new int[partners.length];
        for (int i = 0; i < names.length; i++) {
            numbers[partners[i]] = i;
            names[i] = tree.name(partners[i]);
        }
        if (partners.length <= MaskedPaths.MOST) {
            mask(tree, item);
            forget(partners);
            return masked.grow(names);
        }
        while (trees.size() <= depth) {
            trees.add(new FpTree());
        }
        FpTree conditional = trees.get(depth);
        conditional.clear(names);
        plantUnder(tree, item, conditional);
        forget(partners);
        return grow(conditional, depth + 1);
    }

    private void forget(int[] partners) {
        for (int partner : partners) {
            numbers[partner] = NONE;
        }
    }

    /** The same of the first tree where pairs have been counted. */
    private int[] paired(int item) {
        int[] joint = baskets.pairs(item);
        int[] partners = new int[item];
        int frequent = 0;
        for (int partner = 0; partner < item; partner++) {
            if (joint[partner] >= minCount) {
                partners[frequent++] = partner;
            }
        }
        return Arrays.copyOf(partners, frequent);
    }

    /** Items that are frequent in baskets with this one, in ascending order. */
    private int[] partners(FpTree tree, int item) {
        int found = 0;
        for (int node = tree.first(item); node != FpTree.ROOT; node = tree.next(node)) {
            int times = tree.count(node);
            for (int up = tree.parent(node); up != FpTree.ROOT; up = tree.parent(up)) {
                int partner = tree.item(up);
                if (counts[partner] == 0) {
                    touched[found++] = partner;
                }
                counts[partner] += times;
            }
        }
        int frequent = 0;
        for (int i = 0; i < found; i++) {
            int partner = touched[i];
            if (counts[partner] >= minCount) {
                touched[frequent++] = partner;
            }
            counts[partner] = 0;
        }
        int[] partners = Arrays.copyOf(touched, frequent);
        Arrays.sort(partners);
        return partners;
    }

    private void mask(FpTree tree, int item) {
        masked.clear();
        for (int node = tree.first(item); node != FpTree.ROOT; node = tree.next(node)) {
            long mask = 0;
            for (int up = tree.parent(node); up != FpTree.ROOT; up = tree.parent(up)) {
                int number = numbers[tree.item(up)];
                if (number != NONE) {
                    mask |= 1L << number;
                }
            }
            if (mask != 0) {
                masked.add(mask, tree.count(node));
            }
        }
    }

    private void plantUnder(FpTree tree, int item, FpTree conditional) {
        for (int node = tree.first(item); node != FpTree.ROOT; node = tree.next(node)) {
            int from = path.length;
            for (int up = tree.parent(node); up != FpTree.ROOT; up = tree.parent(up)) {
                int number = numbers[tree.item(up)];
                if (number != NONE) {
                    path[--from] = number;
                }
            }
            if (from < path.length) {
                conditional.add(path, from, path.length, tree.count(node));
            }
        }
    }
}
