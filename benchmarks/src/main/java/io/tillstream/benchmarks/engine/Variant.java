package io.tillstream.benchmarks.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is measured, one after the other in each round; each in a process of its own. */
public enum Variant {
    /** Consumes and parses, and keeps nothing. */
    LIMIT("consume and parse (limit)", false),
    /** The plain way: DSL and JSON serdes. */
    DSL("plain DSL, three aggregates", false),
    /** The plain way to the product's own figures. */
    DSL_WHOLE("plain DSL, same figures", false),
    /** The product as it is. */
    PRODUCT("product", false),
    /** The product at least once. */
    PRODUCT_AT_LEAST_ONCE("product, at least once", false),
    /** The product's facets in a loop of consumer and producer, state in memory. */
    LOOP("loop, state in memory", false),
    /** The product with a thread per processor. */
    PRODUCT_ALL_CORES("product, all cores", true),
    /** As many loops as processors. */
    LOOP_ALL_CORES("loops, all cores", true);

    private final String title;
    private final boolean allCores;

    Variant(String title, boolean allCores) {
        this.title = title;
        this.allCores = allCores;
    }

    /** What a reader calls it. */
    String title() {
        return title;
    }

    /** What its figures begin with. */
    String figure() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the command line calls it. */
    public String option() {
        return this == PRODUCT_AT_LEAST_ONCE ? "product-alo" : figure().replace('_', '-');
    }

    /** Threads that work on the events. */
    int threads() {
        return allCores ? Runtime.getRuntime().availableProcessors() : 1;
    }

    /**
     * The one with that name on the command line.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Variant ofOption(String option) {
        return Arrays.stream(values())
                .filter(variant -> variant.option().equals(option))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("--only: there is no " + option + "; there are " + options()));
    }

    /** All names on the command line. */
    public static String options() {
        return Arrays.stream(values()).map(Variant::option).collect(Collectors.joining(", "));
    }
}
