package io.tillstream.contracts.output;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the newest rules of a level were mined from; the value of {@code analytics.bundles.v1} under {@code run|level}.
 *
 * @param level {@link BundleRule#PRODUCT} or {@link BundleRule#CATEGORY}
 * @param from first business day of the window; null without baskets
 * @param to its last one, that of the newest order
 * @param baskets orders in it
 * @param minSupport support from which on all rules with the confidence and lift below are published: 0.1, or less where too few reach it
 * @param minConfidence least confidence of a published rule
 * @param minLift least lift of a published rule
 * @param rules how many are published
 * @param significant how many of them are significant
 * @param sentence what to know about them: why there are none, or how the support was chosen
 */
public record BundleRun(
        String level,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        long baskets,
        double minSupport,
        double minConfidence,
        double minLift,
        int rules,
        int significant,
        String sentence) {

    /** Begins the keys of runs. */
    public static final String KEY_PREFIX = "run|";

    /** Key on the bundles topic. */
    public String key() {
        return KEY_PREFIX + level;
    }
}
