package io.tillstream.query.behaviour;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a figure of buyers is spread over them.
 *
 * @param feature the figure
 * @param customers buyers of whom it is known
 * @param mean null of none
 * @param deviation standard deviation (n − 1); null below two
 * @param least null of none
 * @param p10 one in ten has at most so much (nearest rank)
 * @param p25 a quarter has
 * @param median half has
 * @param p75 three in four have
 * @param p90 nine in ten have
 * @param greatest null of none
 */
public record CustomerSpread(
        String feature,
        int customers,
        @Nullable Double mean,
        @Nullable Double deviation,
        @Nullable Double least,
        @Nullable Double p10,
        @Nullable Double p25,
        @Nullable Double median,
        @Nullable Double p75,
        @Nullable Double p90,
        @Nullable Double greatest) {

    private static final int PERCENT = 100;

    static CustomerSpread of(String feature, int index, List<@Nullable Double[]> buyers) {
        double[] values = buyers.stream()
                .map(buyer -> buyer[index])
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        int n = values.length;
        if (n == 0) {
            return new CustomerSpread(feature, 0, null, null, null, null, null, null, null, null, null);
        }
        double mean = Arrays.stream(values).average().orElse(0);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return new CustomerSpread(
                feature,
                n,
                mean,
                n < 2 ? null : Double.valueOf(Math.sqrt(squares / (n - 1))),
                values[0],
                rank(values, 10),
                rank(values, 25),
                rank(values, 50),
                rank(values, 75),
                rank(values, 90),
                values[n - 1]);
    }

    private static double rank(double[] sorted, int percent) {
        return sorted[Math.ceilDiv(percent * sorted.length, PERCENT) - 1];
    }
}
