package io.tillstream.benchmarks.engine;

import java.util.Set;

/**
 * What to measure.
 *
 * @param load the events
 * @param variants what is measured; at least one
 * @param rounds how often each is measured; all once in each round
 * @param models whether models of the size of trained ones score every customer
 */
public record EngineOptions(LoadPlan load, Set<Variant> variants, int rounds, boolean models) {

    private static final int MOST_ROUNDS = 100;

    /** Without models. */
    public EngineOptions(LoadPlan load, Set<Variant> variants, int rounds) {
        this(load, variants, rounds, false);
    }

    /** Checks each. */
    public EngineOptions {
        variants = Set.copyOf(variants);
        if (variants.isEmpty()) {
            throw new IllegalArgumentException("--only: name at least one of " + Variant.options());
        }
        if (rounds < 1 || rounds > MOST_ROUNDS) {
            throw new IllegalArgumentException("repeat: " + rounds + " is not allowed; allowed is 1 to 100");
        }
    }
}
