package io.tillstream.query.journeys;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Divides whole numbers by weights without loss: each part is rounded down, and what is left goes one by one to the greatest remainders.
 *
 * @param weights ≥ 0
 */
record Shares(double[] weights) {

    /** A part of 1; 0 when all weights are. */
    double share(int index) {
        double sum = Arrays.stream(weights).sum();
        return sum == 0 ? 0 : weights[index] / sum;
    }

    /** Parts that add up to the whole, ≥ 0; all zero when all weights are. */
    long[] of(long whole) {
        long[] parts = new long[weights.length];
        if (Arrays.stream(weights).sum() == 0) {
            return parts;
        }
        BigDecimal all = Arrays.stream(weights).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal[] remainders = new BigDecimal[weights.length];
        long left = whole;
        for (int i = 0; i < weights.length; i++) {
            BigDecimal exact = new BigDecimal(weights[i]).multiply(BigDecimal.valueOf(whole));
            parts[i] = exact.divide(all, 0, RoundingMode.FLOOR).longValueExact();
            remainders[i] = exact.subtract(all.multiply(BigDecimal.valueOf(parts[i])));
            left -= parts[i];
        }
        IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.<Integer, BigDecimal>comparing(i -> remainders[i])
                        .reversed())
                .limit(left)
                .forEach(i -> parts[i]++);
        return parts;
    }
}
