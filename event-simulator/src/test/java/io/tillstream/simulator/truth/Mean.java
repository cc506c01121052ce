package io.tillstream.simulator.truth;

/** Mean and variance of numbers, by Welford's method. */
final class Mean {

    private long count;
    private double mean;
    private double squares;

    void add(double value) {
        count++;
        double off = value - mean;
        mean += off / count;
        squares += off * (value - mean);
    }

    long count() {
        return count;
    }

    double mean() {
        return mean;
    }

    private double squaredError() {
        return squares / (count - 1) / count;
    }

    /** Welch's statistic, which is close to standard normal for hundreds of numbers: above 0 when this mean is the higher one. */
    double z(Mean other) {
        return (mean - other.mean) / Math.sqrt(squaredError() + other.squaredError());
    }
}
