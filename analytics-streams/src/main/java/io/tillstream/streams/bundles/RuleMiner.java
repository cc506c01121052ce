package io.tillstream.streams.bundles;

import io.tillstream.streams.bundles.AssociationRules.Mined;
import java.util.List;

/**
 * Finds the rules worth showing, whatever the shop: of a few products that many buy, or of thousands that few buy. Support begins at 10 % and is lowered until
 * there are enough rules; it is raised where there are too many to hold.
 */
final class RuleMiner {

    /** Least support where enough rules reach it. */
    static final double USUAL_SUPPORT = 0.1;

    static final double MIN_CONFIDENCE = 0.05;
    static final double MIN_LIFT = 1;

    /** A rule is in at least so many baskets. */
    static final int LEAST_JOINT = 5;

    private static final int ENOUGH_RULES = 200;
    private static final int MOST_RULES = 10_000;
    private static final int MOST_ITEMSETS = 50_000;
    private static final double FINE_ENOUGH = 1.2;

    private final List<int[]> baskets;
    private final int items;
    private final AssociationRules.Thresholds thresholds;

    /**
     * Rules of one level.
     *
     * @param rules best lift first
     * @param pValues of each rule
     * @param threshold greatest p-value that is significant; negative when none is
     * @param minSupport all rules with this support are there
     */
    record Rules(List<AssociationRule> rules, double[] pValues, double threshold, double minSupport) {

        boolean isSignificant(int rule) {
            return pValues[rule] <= threshold;
        }
    }

    private RuleMiner(List<int[]> baskets, int items) {
        this.baskets = baskets;
        this.items = items;
        int longest = baskets.stream().mapToInt(basket -> basket.length).max().orElse(0);
        thresholds = new AssociationRules.Thresholds(
                USUAL_SUPPORT, MIN_CONFIDENCE, MIN_LIFT, Math.max(2, Math.min(longest, items)));
    }

    /**
     * Mines baskets.
     *
     * @param baskets items of each, each item once
     * @param items number of different items
     */
    static Rules mine(List<int[]> baskets, int items) {
        return new RuleMiner(baskets, items).mine();
    }

    private Rules mine() {
        int usual = Math.max(LEAST_JOINT, (int) Math.ceil(USUAL_SUPPORT * baskets.size() - 1e-9));
        int count = usual;
        // from this count on there were too many
        int tooLow = 0;
        Mined best = Mined.NOTHING;
        int bestCount = 0;
        while (count <= baskets.size()) {
            try {
                best = AssociationRules.mine(baskets, items, count, thresholds, MOST_ITEMSETS);
                bestCount = count;
            } catch (TooManyItemsetsException e) {
                tooLow = count;
            }
            int next = next(count, best, bestCount, tooLow);
            if (next == count || next == bestCount || next == tooLow) {
                break;
            }
            count = next;
        }
        return judged(best, bestCount == 0 ? usual : bestCount);
    }

    /** The count to try next; one that was tried ends it. */
    private static int next(int count, Mined best, int bestCount, int tooLow) {
        if (bestCount == 0) {
            return count * 2;
        }
        boolean enough = best.rules().size() >= ENOUGH_RULES;
        if (tooLow > 0) {
            return enough || bestCount < tooLow * FINE_ENOUGH ? bestCount : (bestCount + tooLow) / 2;
        }
        int step = best.rules().size() < ENOUGH_RULES / 4 ? 4 : 2;
        return enough ? bestCount : Math.max(LEAST_JOINT, bestCount / step);
    }

    private Rules judged(Mined mined, int minCount) {
        int least = Math.max(minCount, leastOfTheMost(mined.rules()));
        List<AssociationRule> rules =
                mined.rules().stream().filter(rule -> rule.count() >= least).toList();
        Significance significance = new Significance(baskets.size());
        double[] pValues = rules.stream()
                .mapToDouble(rule -> significance.ofAsMany(rule.count(), rule.leftCount(), rule.rightCount()))
                .toArray();
        double minSupport = baskets.size() < least ? USUAL_SUPPORT : least / (double) baskets.size();
        return new Rules(rules, pValues, Significance.threshold(pValues, mined.looked()), minSupport);
    }

    /** The least count that leaves no more rules than may be published. */
    private static int leastOfTheMost(List<AssociationRule> rules) {
        if (rules.size() <= MOST_RULES) {
            return 0;
        }
        int[] counts = rules.stream().mapToInt(AssociationRule::count).sorted().toArray();
        return counts[counts.length - MOST_RULES - 1] + 1;
    }
}
