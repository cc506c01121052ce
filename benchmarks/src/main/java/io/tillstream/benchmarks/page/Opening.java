package io.tillstream.benchmarks.page;

/**
 * How soon a page showed its figures, from when it was asked for.
 *
 * @param firstChartMillis until the first chart with its figures was on the screen
 * @param wholeChartMillis until the first that the chart library had drawn, which answers to the pointer
 */
public record Opening(double firstChartMillis, double wholeChartMillis) {}
