package io.tillstream.streams.forecast;

import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * What to expect of the observations to come.
 *
 * @param model for example {@code ETS(A,N,A)}
 * @param expected values, the next one first
 * @param low lower bounds of the interval
 * @param high upper bounds of the interval
 * @param coverage share of values the interval is to contain, for example 0.8
 */
public record Forecast(String model, double[] expected, double[] low, double[] high, double coverage) {

    /** Standard deviation of the error of an interval that is symmetric, as that of a normal error. */
    double deviation(int ahead) {
        double z = new NormalDistribution().inverseCumulativeProbability((1 + coverage) / 2);
        return (high[ahead] - low[ahead]) / (2 * z);
    }
}
