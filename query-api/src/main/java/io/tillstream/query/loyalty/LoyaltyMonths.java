package io.tillstream.query.loyalty;

import io.tillstream.contracts.loyalty.LoyaltyProgram;
import io.tillstream.query.table.Amounts;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up what happened by month to how things stand. */
final class LoyaltyMonths {

    private static final int EXPIRIES = 12;

    private LoyaltyMonths() {}

    /** A row of the table, dimension total. */
    record Stored(
            YearMonth month,
            long customers,
            long joined,
            long left,
            long upgraded,
            long downgraded,
            long earned,
            long takenBack,
            long redeemed,
            long expired,
            long openChange) {}

    /**
     * All together.
     *
     * @param stored all months, rising
     * @param inTiers members by tier
     * @param unfinished the month of the reference time
     */
    static Loyalty of(
            Instant asOf,
            LoyaltyProgram program,
            List<Stored> stored,
            Map<String, Long> inTiers,
            YearMonth unfinished,
            @Nullable YearMonth from,
            @Nullable YearMonth to) {
        long members = 0;
        long customers = 0;
        long open = 0;
        long balance = 0;
        List<Loyalty.Month> months = new ArrayList<>();
        List<Loyalty.Expiry> expiring = new ArrayList<>();
        for (Stored month : stored) {
            if (month.month.isAfter(unfinished)) {
                if (month.expired > 0 && expiring.size() < EXPIRIES) {
                    expiring.add(new Loyalty.Expiry(month.month.atDay(1), month.expired));
                }
                continue;
            }
            members += month.joined - month.left;
            customers += month.customers;
            open += month.openChange;
            balance += month.earned - month.takenBack - month.redeemed - month.expired;
            if (isWithin(month.month, from, to)) {
                months.add(month(month, unfinished, members, customers, open));
            }
        }
        List<Loyalty.Tier> tiers = program.tiers().stream()
                .map(tier -> new Loyalty.Tier(tier.name(), tier.points(), inTiers.getOrDefault(tier.name(), 0L)))
                .toList();
        return new Loyalty(
                asOf,
                members,
                customers,
                Amounts.ratio(members, customers),
                open,
                open - balance,
                tiers,
                expiring,
                months);
    }

    private static boolean isWithin(YearMonth month, @Nullable YearMonth from, @Nullable YearMonth to) {
        return (from == null || !month.isBefore(from)) && (to == null || !month.isAfter(to));
    }

    private static Loyalty.Month month(
            Stored month, YearMonth unfinished, long members, long customers, long openPoints) {
        return new Loyalty.Month(
                month.month.toString(),
                month.month.isBefore(unfinished),
                members,
                customers,
                Amounts.ratio(members, customers),
                month.joined,
                month.left,
                month.upgraded,
                month.downgraded,
                month.earned,
                month.takenBack,
                month.redeemed,
                month.expired,
                openPoints,
                Amounts.ratio(month.redeemed, month.earned - month.takenBack));
    }
}
