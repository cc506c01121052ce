package io.tillstream.streams.bundles;

import com.carrotsearch.hppc.ObjectIntHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Mines baskets for {@link AssociationRule}s with one item on the right. Exact. */
public final class AssociationRules {

    private AssociationRules() {}

    /**
     * What a rule must reach.
     *
     * @param support share of all baskets
     * @param confidence share of the baskets with the left side
     * @param lift at least
     * @param longest items of a rule, both sides together
     */
    public record Thresholds(double support, double confidence, double lift, int longest) {

        /** The product's defaults: support 0.1, confidence 0.05, lift 1. */
        public static final Thresholds USUAL = new Thresholds(0.1, 0.05, 1, 6);

        /** Checks the bounds. */
        public Thresholds {
            if (!(support > 0 && support <= 1 && confidence >= 0 && confidence <= 1 && lift >= 0 && longest >= 2)) {
                throw new IllegalArgumentException(
                        "support must be in (0, 1], confidence in [0, 1], lift at least 0, longest at least 2");
            }
        }

        int minCount(int baskets) {
            // the tolerance keeps 0.1 of 10 baskets at 1, whatever the last bit of the product
            return Math.max(1, (int) Math.ceil(support * baskets - 1e-9));
        }
    }

    /**
     * What was found.
     *
     * @param rules those that reach the thresholds, best lift first, then confidence, then support
     * @param looked how many rules reach the support, whatever their confidence and lift
     */
    record Mined(List<AssociationRule> rules, int looked) {

        static final Mined NOTHING = new Mined(List.of(), 0);
    }

    /** An itemset as a key. */
    private record Key(int[] items) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && Arrays.equals(items, that.items);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(items);
        }
    }

    /**
     * All rules that reach the thresholds, best lift first, then confidence, then support.
     *
     * @param baskets items of each basket, from 0 to {@code items − 1}
     * @param items number of different items
     */
    public static List<AssociationRule> mine(List<int[]> baskets, int items, Thresholds thresholds) {
        if (baskets.isEmpty()) {
            return List.of();
        }
        try {
            return mine(baskets, items, thresholds.minCount(baskets.size()), thresholds, Integer.MAX_VALUE)
                    .rules();
        } catch (TooManyItemsetsException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The same from a number of baskets on, which replaces the support of the thresholds.
     *
     * @param mostItemsets how many itemsets may be held in memory
     * @throws TooManyItemsetsException when there are more
     */
    static Mined mine(List<int[]> baskets, int items, int minCount, Thresholds thresholds, int mostItemsets)
            throws TooManyItemsetsException {
        ObjectIntHashMap<Key> counts = new ObjectIntHashMap<>();
        List<Key> longer = new ArrayList<>();
        boolean whole = FpGrowth.mineWhile(baskets, items, minCount, thresholds.longest(), (found, count) -> {
            Key key = new Key(found);
            counts.put(key, count);
            if (found.length > 1) {
                longer.add(key);
            }
            return counts.size() < mostItemsets;
        });
        if (!whole) {
            throw new TooManyItemsetsException();
        }
        List<AssociationRule> rules = new ArrayList<>();
        int looked = 0;
        for (Key itemset : longer) {
            looked += itemset.items().length;
            addRules(itemset.items(), counts, baskets.size(), thresholds, rules);
        }
        rules.sort(Comparator.comparingDouble(AssociationRule::lift)
                .thenComparingDouble(AssociationRule::confidence)
                .thenComparingDouble(AssociationRule::support)
                .reversed()
                .thenComparing(rule -> rule.antecedent().toString())
                .thenComparingInt(AssociationRule::consequent));
        return new Mined(rules, looked);
    }

    private static void addRules(
            int[] itemset,
            ObjectIntHashMap<Key> counts,
            int baskets,
            Thresholds thresholds,
            List<AssociationRule> rules) {
        int both = counts.get(new Key(itemset));
        for (int right = 0; right < itemset.length; right++) {
            int[] left = without(itemset, right);
            int leftCount = counts.get(new Key(left));
            int rightCount = counts.get(new Key(new int[] {itemset[right]}));
            double confidence = both / (double) leftCount;
            double lift = confidence * baskets / rightCount;
            if (confidence >= thresholds.confidence() && lift >= thresholds.lift()) {
                List<Integer> antecedent = IntStream.of(left).boxed().toList();
                rules.add(AssociationRule.of(antecedent, itemset[right], both, leftCount, rightCount, baskets));
            }
        }
    }

    private static int[] without(int[] items, int index) {
        int[] rest = new int[items.length - 1];
        System.arraycopy(items, 0, rest, 0, index);
        System.arraycopy(items, index + 1, rest, index, rest.length - index);
        return rest;
    }
}
