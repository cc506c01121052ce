package io.tillstream.streams.bundles;

import java.util.List;

/**
 * Who buys these buys that.
 *
 * @param antecedent items of the left side, in ascending order
 * @param consequent the item of the right side
 * @param count baskets with all of them
 * @param leftCount baskets with the left side
 * @param rightCount baskets with the right side
 * @param support their share of all baskets
 * @param confidence share of the baskets with the left side that have the right side too
 * @param lift confidence ÷ share of all baskets with the right side; 1 when the sides have nothing to do with each other
 * @param leverage support − what it would be if the sides had nothing to do with each other
 * @param conviction how many times more often the rule would fail if they had nothing to do with each other; infinite for a rule that never fails
 */
public record AssociationRule(
        List<Integer> antecedent,
        int consequent,
        int count,
        int leftCount,
        int rightCount,
        double support,
        double confidence,
        double lift,
        double leverage,
        double conviction) {

    static AssociationRule of(List<Integer> antecedent, int consequent, int both, int left, int right, int baskets) {
        double support = both / (double) baskets;
        double confidence = both / (double) left;
        double rightShare = right / (double) baskets;
        return new AssociationRule(
                antecedent,
                consequent,
                both,
                left,
                right,
                support,
                confidence,
                confidence / rightShare,
                support - left / (double) baskets * rightShare,
                both == left ? Double.POSITIVE_INFINITY : (1 - rightShare) / (1 - confidence));
    }
}
