package io.tillstream.streams.models;

/**
 * A probability and what each feature did to it: {@code baseRate} and all {@code contributions} add up to {@code probability}.
 *
 * @param probability calibrated, 0 to 1
 * @param baseRate what the model says when nothing is known
 * @param contributions one for each feature, in the order of the features; positive ones raised the probability
 */
public record Explanation(double probability, double baseRate, double[] contributions) {}
