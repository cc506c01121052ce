package io.tillstream.benchmarks.engine;

import java.util.List;

/**
 * A ratio of two warm rates that the product is to reach.
 *
 * @param figure its name among the figures
 * @param title its name in the report
 * @param atLeast what it is to be
 */
record Goal(String figure, String title, Variant above, Variant below, double atLeast) {

    private static final int MANY_CUSTOMERS = 1_000_000;

    /** Those of the product, for a shop of that size. */
    static List<Goal> of(int customers) {
        return List.of(
                new Goal(
                        "product_to_dsl_ratio",
                        "product / plain DSL",
                        Variant.PRODUCT,
                        Variant.DSL,
                        customers >= MANY_CUSTOMERS ? 10 : 12),
                new Goal(
                        "product_to_dsl_whole_ratio",
                        "product / plain DSL, same",
                        Variant.PRODUCT,
                        Variant.DSL_WHOLE,
                        customers >= MANY_CUSTOMERS ? 10 : 12),
                new Goal("product_to_limit_ratio", "product / limit", Variant.PRODUCT, Variant.LIMIT, 0.5),
                new Goal("product_to_loop_ratio", "product / loop", Variant.PRODUCT, Variant.LOOP, 0.8),
                new Goal(
                        "exactly_once_to_at_least_once_ratio",
                        "exactly once / at least once",
                        Variant.PRODUCT,
                        Variant.PRODUCT_AT_LEAST_ONCE,
                        0.85));
    }
}
