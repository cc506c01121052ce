package io.tillstream.query.loyalty;

import io.tillstream.query.chart.Chart;
import io.tillstream.query.chart.Charted;

/**
 * Members who moved from one tier to another in a month.
 *
 * @param month as 2024-01
 * @param members how many
 */
@Charted(kind = Chart.Kind.MATRIX, title = "Moves between tiers", x = "to_tier", y = "from_tier", z = "members")
public record TierMove(String month, String fromTier, String toTier, long members) {}
