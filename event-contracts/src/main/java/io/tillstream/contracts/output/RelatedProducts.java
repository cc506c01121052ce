package io.tillstream.contracts.output;

import java.util.List;

/**
 * What is bought together with a product; the value of {@code analytics.bundles.v1} under {@code related|product}. Tombstone when nothing is any more.
 *
 * @param productId the product
 * @param baskets baskets of the window that hold it
 * @param related its partners, greatest lift first; at most 20, each in at least 3 joint baskets
 */
public record RelatedProducts(String productId, long baskets, List<Partner> related) {

    /** Begins the keys of related products. */
    public static final String KEY_PREFIX = "related|";

    /** Key on the bundles topic. */
    public String key() {
        return KEY_PREFIX + productId;
    }

    /**
     * A product bought together with it.
     *
     * @param productId the partner
     * @param joint baskets with both
     * @param confidence share of the product's baskets that hold the partner too
     * @param lift confidence ÷ share of all baskets with the partner
     */
    public record Partner(String productId, long joint, double confidence, double lift) {}
}
