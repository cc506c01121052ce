package io.tillstream.streams.clv;

/** Gauss's hypergeometric function for the arguments that BG/NBD has. */
final class Hypergeometric {

    private static final double PRECISION = 1e-15;
    private static final int MAX_TERMS = 100_000;

    private Hypergeometric() {}

    /**
     * ₂F₁(a, b; c; z) by its series (Abramowitz and Stegun 15.1.1).
     *
     * @param z in [0, 1); the series is slow near 1, where the Euler transformation (15.3.3) is taken if it converges faster
     */
    static double f21(double a, double b, double c, double z) {
        if (!(z >= 0 && z < 1)) {
            throw new IllegalArgumentException("z must be in [0, 1): " + z);
        }
        // the transformed series has terms of alternating or smaller size when a + b > c
        if (z > 0.5 && a + b > c) {
            return Math.pow(1 - z, c - a - b) * series(c - a, c - b, c, z);
        }
        return series(a, b, c, z);
    }

    private static double series(double a, double b, double c, double z) {
        double term = 1;
        double sum = 1;
        for (int n = 0; n < MAX_TERMS; n++) {
            term *= (a + n) * (b + n) / ((c + n) * (n + 1.0)) * z;
            sum += term;
            if (Math.abs(term) <= PRECISION * Math.abs(sum)) {
                return sum;
            }
        }
        throw new ArithmeticException("no convergence of 2F1(%s, %s; %s; %s)".formatted(a, b, c, z));
    }
}
