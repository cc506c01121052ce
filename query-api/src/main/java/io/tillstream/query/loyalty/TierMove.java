package io.tillstream.query.loyalty;

/**
 * Members who moved from one tier to another in a month.
 *
 * @param month as 2024-01
 * @param members how many
 */
public record TierMove(String month, String fromTier, String toTier, long members) {}
