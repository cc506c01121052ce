package io.tillstream.contracts.output;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Baskets with these hold that too: an association rule over the baskets of the window; the value of {@code analytics.bundles.v1} under
 * {@code rule|level|antecedent>consequent}. A rule that no longer holds gets a tombstone.
 *
 * @param level {@link #PRODUCT} or {@link #CATEGORY}
 * @param antecedent product ids or categories of the left side, in ascending order
 * @param consequent product id or category of the right side
 * @param baskets baskets with all of them
 * @param support their share of all baskets, 0 to 1
 * @param confidence share of the baskets with the left side that have the right side too
 * @param lift confidence ÷ share of all baskets with the right side
 * @param leverage support − what it would be if the sides had nothing to do with each other
 * @param conviction how many times more often the rule would fail if they had nothing to do with each other; null for a rule that never fails
 * @param pValue chance of so many joint baskets or more if they had nothing to do with each other: Fisher's exact test, one-sided
 * @param significant whether it stands when 5 % of the rules called significant may be false (Benjamini and Hochberg, over all rules looked at)
 */
public record BundleRule(
        String level,
        List<String> antecedent,
        String consequent,
        long baskets,
        double support,
        double confidence,
        double lift,
        double leverage,
        @Nullable Double conviction,
        double pValue,
        boolean significant) {

    /** Rules between products. */
    public static final String PRODUCT = "product";

    /** Rules between categories. */
    public static final String CATEGORY = "category";

    /** Begins the keys of rules. */
    public static final String KEY_PREFIX = "rule|";

    /** Key on the bundles topic: items are URL-encoded, so that no two rules share one. */
    public String key() {
        return KEY_PREFIX + level + "|"
                + antecedent.stream().map(BundleRule::encoded).collect(Collectors.joining("&")) + ">"
                + encoded(consequent);
    }

    private static String encoded(String item) {
        return URLEncoder.encode(item, StandardCharsets.UTF_8);
    }
}
