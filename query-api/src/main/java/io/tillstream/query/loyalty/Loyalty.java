package io.tillstream.query.loyalty;

import io.tillstream.query.chart.Charted;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The loyalty programme as it stands and as it went.
 *
 * @param asOf reference time
 * @param members who are members
 * @param customers who bought or said who they are
 * @param participation members / customers; null without customers
 * @param openPoints open points of all: what the shop owes
 * @param overdrawnPoints points that were redeemed or taken back beyond what was there
 * @param tiers from the lowest up
 * @param expiring open points that expire next, unless they are redeemed before
 * @param months in order
 */
public record Loyalty(
        Instant asOf,
        long members,
        long customers,
        @Nullable Double participation,
        long openPoints,
        long overdrawnPoints,
        List<Tier> tiers,
        List<Expiry> expiring,
        List<Month> months) {

    /**
     * A tier.
     *
     * @param fromPoints least points of 12 months
     * @param members who are in it
     */
    public record Tier(String tier, long fromPoints, long members) {}

    /**
     * Points that will be gone.
     *
     * @param on first day without them
     */
    public record Expiry(LocalDate on, long points) {}

    /**
     * One month.
     *
     * @param month as 2024-01
     * @param finished whether it is over at the reference time
     * @param members at its end
     * @param customers at its end
     * @param participation members / customers; null without customers
     * @param joined who became members
     * @param left who ceased to be
     * @param upgraded members who rose to a higher tier
     * @param downgraded members who fell to a lower one
     * @param earned points of orders
     * @param takenBack points that refunds took back
     * @param redeemed points redeemed
     * @param expired points that expired when the month began
     * @param openPoints open points at its end
     * @param redemptionRate redeemed / (earned − taken back); null without any
     */
    @Charted(
            title = "Points by month",
            x = "month",
            y = {"earned", "redeemed", "expired"})
    public record Month(
            String month,
            boolean finished,
            long members,
            long customers,
            @Nullable Double participation,
            long joined,
            long left,
            long upgraded,
            long downgraded,
            long earned,
            long takenBack,
            long redeemed,
            long expired,
            long openPoints,
            @Nullable Double redemptionRate) {}
}
