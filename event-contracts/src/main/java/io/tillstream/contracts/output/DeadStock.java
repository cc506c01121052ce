package io.tillstream.contracts.output;

import java.util.List;

/**
 * A product of which too little was sold, measured by what is on hand, and what to sell it with; the value of {@code analytics.bundles.v1} under
 * {@code dead|product}. Tombstone when it is dead stock no more.
 *
 * @param productId the product
 * @param unitsSold units in the orders of the window
 * @param stockOnHand units on hand as last stated
 * @param soldRatio units sold ÷ (units sold + stock on hand), below 0.6
 * @param proposals popular products to bundle it with, greatest lift first, significant ones only; at most 5
 */
public record DeadStock(
        String productId, long unitsSold, long stockOnHand, double soldRatio, List<Proposal> proposals) {

    /** Begins the keys of dead stock. */
    public static final String KEY_PREFIX = "dead|";

    /** Key on the bundles topic. */
    public String key() {
        return KEY_PREFIX + productId;
    }

    /**
     * A popular product to sell it with.
     *
     * @param productId the popular product
     * @param joint baskets with both
     * @param confidence share of the popular product's baskets that hold the dead one too
     * @param lift confidence ÷ share of all baskets with the dead product
     * @param pValue chance of so many joint baskets or more if they had nothing to do with each other
     */
    public record Proposal(String productId, long joint, double confidence, double lift, double pValue) {}
}
