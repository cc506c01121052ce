package io.tillstream.stack.audit;

import io.tillstream.contracts.loyalty.LoyaltyProgram;
import io.tillstream.contracts.output.CustomerLoyalty;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The points and tiers of one member, counted month after month until nothing is left that could expire. */
final class PointsCount {

    private final LoyaltyHistory history;
    private final LoyaltyProgram program;
    private final TreeMap<YearMonth, Month> months = new TreeMap<>();

    /** What happened in a month, and how things stand at its end; the tier is null outside the programme. */
    record Month(
            long earned,
            long takenBack,
            long redeemed,
            long expired,
            long open,
            long balance,
            @Nullable Integer tier) {}

    /** Points of one month that are open. */
    private static final class Lot {
        final YearMonth month;
        long points;

        Lot(YearMonth month, long points) {
            this.month = month;
            this.points = points;
        }
    }

    PointsCount(LoyaltyHistory history, LoyaltyProgram program) {
        this.history = history;
        this.program = program;
        if (history.memberSince() != null) {
            count();
        }
    }

    /** Every month, rising; none for who never was a member. */
    Map<YearMonth, Month> months() {
        return months;
    }

    private void count() {
        ArrayDeque<Lot> lots = new ArrayDeque<>();
        YearMonth end = history.end().plusMonths(Math.max(program.expiryMonths(), LoyaltyProgram.TIER_MONTHS) + 1);
        long net = 0;
        long owed = 0;
        for (YearMonth month = history.begin(); !month.isAfter(end); month = month.plusMonths(1)) {
            long[] sums = history.months.getOrDefault(month, new long[3]);
            boolean member = history.isMemberOn(month.atEndOfMonth());
            long expired = 0;
            while (!lots.isEmpty()
                    && lots.getFirst().month.plusMonths(program.expiryMonths()).isBefore(month)) {
                expired += lots.removeFirst().points;
            }
            long before = net / program.unitMicros();
            net += member ? sums[0] : 0;
            long earned = net / program.unitMicros() - before;
            net = Math.max(0, net - sums[1]);
            long takenBack = before + earned - net / program.unitMicros();
            lots.addLast(new Lot(month, Math.max(0, earned - owed)));
            owed = Math.max(0, owed - earned) + spend(lots, takenBack + sums[2]);
            long open = lots.stream().mapToLong(lot -> lot.points).sum();
            months.put(
                    month,
                    new Month(
                            earned,
                            takenBack,
                            sums[2],
                            expired,
                            open,
                            open - owed,
                            member ? program.tierOf(lately(month) + earned - takenBack) : null));
        }
    }

    /** Takes the oldest points; what is missing. */
    private static long spend(ArrayDeque<Lot> lots, long wanted) {
        long left = wanted;
        for (Lot lot : lots) {
            long taken = Math.min(left, lot.points);
            lot.points -= taken;
            left -= taken;
        }
        return left;
    }

    /** Points of the eleven months before one. */
    private long lately(YearMonth month) {
        return months.subMap(month.minusMonths(LoyaltyProgram.TIER_MONTHS - 1), month).values().stream()
                .mapToLong(each -> each.earned - each.takenBack)
                .sum();
    }

    /** The customer's own part as of a day; null for who never was a member. */
    @Nullable
    CustomerLoyalty asOf(LocalDate day) {
        LocalDate since = history.memberSince();
        if (since == null) {
            return null;
        }
        YearMonth month = YearMonth.from(day);
        Map.Entry<YearMonth, Month> now = months.floorEntry(month);
        Integer tier = now == null ? null : now.getValue().tier;
        boolean later = now != null && now.getKey().isBefore(month);
        long earned = lately(month) + (now == null || later ? 0 : now.getValue().earned - now.getValue().takenBack);
        for (Map.Entry<YearMonth, Month> next : months.tailMap(month, false).entrySet()) {
            if (next.getValue().expired > 0) {
                return new CustomerLoyalty(
                        name(tier),
                        since,
                        now == null ? 0 : now.getValue().balance,
                        earned,
                        next.getValue().expired,
                        next.getKey().atDay(1));
            }
        }
        return new CustomerLoyalty(name(tier), since, now == null ? 0 : now.getValue().balance, earned, 0, null);
    }

    private @Nullable String name(@Nullable Integer tier) {
        return tier == null ? null : program.tiers().get(tier).name();
    }
}
