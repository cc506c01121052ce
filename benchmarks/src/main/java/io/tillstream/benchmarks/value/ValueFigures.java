package io.tillstream.benchmarks.value;

import io.tillstream.benchmarks.report.BenchmarkResult;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What was measured.
 *
 * @param fitted buyers fitted to
 * @param fitSeconds CPU seconds of both fits with their covariances
 * @param scored buyers scored
 * @param firstSeconds CPU seconds by a new model
 * @param againSeconds CPU seconds by the same model once more
 * @param samples fits whose intervals were looked at
 * @param coverage share of intervals that held the value by the true parameters; 0.8 is meant
 */
public record ValueFigures(
        int fitted,
        double fitSeconds,
        int scored,
        double firstSeconds,
        double againSeconds,
        int samples,
        double coverage) {

    /** For people. */
    public String text() {
        return String.format(
                Locale.ROOT,
                """
                Lifetime value, one thread, CPU seconds
                  fit to %,d buyers            %8.2f
                  score %,d customers        %8.2f  (%,.0f a second)
                  the same once more              %8.2f  (%,.0f a second)
                  80 %% intervals that hold the true expectation: %.1f %% (%,d samples of 1,500 buyers)
                """,
                fitted,
                fitSeconds,
                scored,
                firstSeconds,
                scored / firstSeconds,
                againSeconds,
                scored / againSeconds,
                100 * coverage,
                samples);
    }

    /** For programs. */
    public BenchmarkResult result() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("fitted_buyers", (double) fitted);
        figures.put("fit_cpu_seconds", fitSeconds);
        figures.put("scored_customers", (double) scored);
        figures.put("score_cpu_seconds", firstSeconds);
        figures.put("score_again_cpu_seconds", againSeconds);
        figures.put("coverage_samples", (double) samples);
        figures.put("coverage_ratio", coverage);
        return BenchmarkResult.here("value", figures);
    }
}
