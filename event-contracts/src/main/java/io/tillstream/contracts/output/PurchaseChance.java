package io.tillstream.contracts.output;

/**
 * How likely a customer buys in the next 7 days.
 *
 * @param probability calibrated, 0 to 1
 * @param model version of the model
 */
public record PurchaseChance(double probability, String model) {}
