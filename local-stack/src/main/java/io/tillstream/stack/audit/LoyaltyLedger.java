package io.tillstream.stack.audit;

import io.tillstream.contracts.loyalty.LoyaltyProgram;
import io.tillstream.contracts.output.LoyaltyCell;
import io.tillstream.contracts.output.LoyaltyStratum;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Members and points by month, and customers with alike first orders, as they follow from the customers' histories. */
final class LoyaltyLedger {

    private static final String TOTAL = "total";
    private static final String ALL = "all";

    private final LoyaltyProgram program;
    private final Map<Key, Tally> cells = new HashMap<>();
    private final Map<StratumKey, long[]> strata = new HashMap<>();

    /** One cell of a month. */
    record Key(YearMonth month, String dimension, String value) {
        static Key of(LoyaltyCell cell) {
            return new Key(cell.month(), cell.dimension(), cell.value());
        }

        @Override
        public String toString() {
            return month + " " + dimension + " " + value;
        }
    }

    /** One group of alike first orders. */
    record StratumKey(YearMonth month, String band, String country) {
        static StratumKey of(LoyaltyStratum stratum) {
            return new StratumKey(stratum.month(), stratum.band(), stratum.country());
        }

        @Override
        public String toString() {
            return month + " " + band + " " + country;
        }
    }

    private static final class Tally {
        long customers;
        long joined;
        long left;
        long upgraded;
        long downgraded;
        long earned;
        long takenBack;
        long redeemed;
        long expired;
        long openChange;
    }

    private LoyaltyLedger(LoyaltyProgram program) {
        this.program = program;
    }

    static LoyaltyLedger of(Collection<Customer> customers, LoyaltyProgram program) {
        LoyaltyLedger ledger = new LoyaltyLedger(program);
        for (Customer customer : customers) {
            LoyaltyHistory history = customer.loyalty;
            if (history != null) {
                ledger.count(customer, history);
            }
        }
        return ledger;
    }

    private void count(Customer customer, LoyaltyHistory history) {
        YearMonth since = history.customerSince;
        if (since != null) {
            cell(since, TOTAL, ALL).customers++;
        }
        Integer tier = null;
        long open = 0;
        for (Map.Entry<YearMonth, PointsCount.Month> entry :
                new PointsCount(history, program).months().entrySet()) {
            YearMonth month = entry.getKey();
            PointsCount.Month points = entry.getValue();
            Tally total = cell(month, TOTAL, ALL);
            total.earned += points.earned();
            total.takenBack += points.takenBack();
            total.redeemed += points.redeemed();
            total.expired += points.expired();
            total.openChange += points.open() - open;
            open = points.open();
            move(month, tier, points.tier());
            tier = points.tier();
        }
        LoyaltyHistory.FirstOrder first = history.first;
        if (first != null) {
            stratum(customer, history, first);
        }
    }

    private void move(YearMonth month, @Nullable Integer from, @Nullable Integer to) {
        if (from == null && to == null || from != null && from.equals(to)) {
            return;
        }
        Tally total = cell(month, TOTAL, ALL);
        int rises = from != null && to != null && to > from ? 1 : 0;
        int falls = from != null && to != null && to < from ? 1 : 0;
        total.joined += from == null ? 1 : 0;
        total.left += to == null ? 1 : 0;
        total.upgraded += rises;
        total.downgraded += falls;
        if (from != null) {
            cell(month, "tier", name(from)).left++;
        }
        if (to != null) {
            Tally tier = cell(month, "tier", name(to));
            tier.joined++;
            tier.upgraded += rises;
            tier.downgraded += falls;
        }
        if (from != null && to != null) {
            cell(month, "move", name(from) + ">" + name(to)).joined++;
        }
    }

    private void stratum(Customer customer, LoyaltyHistory history, LoyaltyHistory.FirstOrder first) {
        int firstDay = (int) first.day().toEpochDay();
        boolean back = false;
        for (int days = 1; days <= 90; days++) {
            back |= customer.purchaseDays.contains(firstDay + days & Integer.MAX_VALUE);
        }
        StratumKey key = new StratumKey(
                YearMonth.from(first.day()),
                band(first.micros()),
                first.visitor().country());
        long[] counts = strata.computeIfAbsent(key, each -> new long[4]);
        int who = history.isMemberOn(first.day()) ? 0 : 2;
        counts[who]++;
        counts[who + 1] += back ? 1 : 0;
    }

    /** The widest of 1, 2, 5, 10, 20, 50 … units that is not above the amount, to the next. */
    private static String band(long micros) {
        BigDecimal amount = BigDecimal.valueOf(micros, 6);
        BigDecimal lower = BigDecimal.ZERO;
        for (BigDecimal decade = BigDecimal.ONE; ; decade = decade.multiply(BigDecimal.TEN)) {
            for (int step : new int[] {1, 2, 5}) {
                BigDecimal upper = decade.multiply(BigDecimal.valueOf(step));
                if (amount.compareTo(upper) < 0) {
                    return lower.toPlainString() + "-" + upper.toPlainString();
                }
                lower = upper;
            }
        }
    }

    private String name(int tier) {
        return program.tiers().get(tier).name();
    }

    private Tally cell(YearMonth month, String dimension, String value) {
        return cells.computeIfAbsent(new Key(month, dimension, value), key -> new Tally());
    }

    Map<Key, LoyaltyCell> cells() {
        Map<Key, LoyaltyCell> records = new HashMap<>();
        cells.forEach((key, tally) -> records.put(
                key,
                new LoyaltyCell(
                        key.month,
                        key.dimension,
                        key.value,
                        tally.customers,
                        tally.joined,
                        tally.left,
                        tally.upgraded,
                        tally.downgraded,
                        tally.earned,
                        tally.takenBack,
                        tally.redeemed,
                        tally.expired,
                        tally.openChange,
                        Instant.EPOCH)));
        records.values().removeIf(LoyaltyLedger::isBlank);
        return records;
    }

    Map<StratumKey, LoyaltyStratum> strata() {
        Map<StratumKey, LoyaltyStratum> records = new HashMap<>();
        strata.forEach((key, counts) -> records.put(
                key,
                new LoyaltyStratum(
                        key.month, key.band, key.country, counts[0], counts[1], counts[2], counts[3], Instant.EPOCH)));
        return records;
    }

    /** The customer's own part as of a time; null for who never was a member. */
    static io.tillstream.contracts.output.@Nullable CustomerLoyalty of(
            Customer customer, LocalDate asOf, LoyaltyProgram program) {
        LoyaltyHistory history = customer.loyalty;
        return history == null ? null : new PointsCount(history, program).asOf(asOf);
    }

    static boolean isBlank(LoyaltyCell cell) {
        return cell.customers() + cell.joined() + cell.left() + cell.upgraded() + cell.downgraded() == 0
                && cell.earned() == 0
                && cell.takenBack() == 0
                && cell.redeemed() == 0
                && cell.expired() == 0
                && cell.openChange() == 0;
    }

    static boolean isBlank(LoyaltyStratum stratum) {
        return stratum.members() + stratum.others() == 0;
    }
}
