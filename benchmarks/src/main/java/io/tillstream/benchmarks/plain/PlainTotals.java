package io.tillstream.benchmarks.plain;

/**
 * What the plain topology has counted in all, from its three stores.
 *
 * @param orders sum over customers
 * @param spentMicros sum over customers
 * @param steps sum over hours and actions
 * @param grossMicros sum over days and categories
 */
public record PlainTotals(long orders, long spentMicros, long steps, long grossMicros) {}
