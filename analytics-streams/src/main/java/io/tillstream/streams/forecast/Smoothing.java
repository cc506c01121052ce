package io.tillstream.streams.forecast;

/**
 * Smoothing parameters in the innovations form.
 *
 * @param alpha of the level, in (0, 1)
 * @param beta of the slope, in [0, α)
 * @param gamma of the season, in [0, 1 − α)
 * @param phi damping of the slope, 1 for none
 */
record Smoothing(double alpha, double beta, double gamma, double phi) {

    private static final double LEAST_PHI = 0.8;
    private static final double GREATEST_PHI = 0.98;

    /** Parameters from as many unbounded numbers as the kind has, so that an optimiser need not know the bounds. */
    static Smoothing of(SmoothingKind kind, double[] free) {
        int next = 0;
        double alpha = logistic(free[next++]);
        double beta = kind.trend() ? alpha * logistic(free[next++]) : 0;
        double gamma = kind.seasonal() ? (1 - alpha) * logistic(free[next++]) : 0;
        double phi = kind.damped() ? LEAST_PHI + (GREATEST_PHI - LEAST_PHI) * logistic(free[next]) : 1;
        return new Smoothing(alpha, beta, gamma, phi);
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /**
     * Weight of an error in a value that many observations later; 1 for its own.
     *
     * @param season length of the season
     */
    double weight(int later, int season) {
        if (later == 0) {
            return 1;
        }
        double slope = 0;
        double damping = phi;
        for (int i = 0; i < later; i++) {
            slope += damping;
            damping *= phi;
        }
        return alpha + beta * slope + (later % season == 0 ? gamma : 0);
    }
}
