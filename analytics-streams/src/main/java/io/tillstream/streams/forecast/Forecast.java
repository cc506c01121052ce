package io.tillstream.streams.forecast;

/**
 * What to expect of the observations to come.
 *
 * @param model for example {@code ETS(A,N,A)}
 * @param expected values, the next one first
 * @param low lower bounds of the interval
 * @param high upper bounds of the interval
 * @param coverage share of values the interval is to contain, for example 0.8
 */
public record Forecast(String model, double[] expected, double[] low, double[] high, double coverage) {}
