package io.tillstream.stack.audit;

import io.tillstream.contracts.output.ReferralCell;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;

/** Referrals by month and channel, and customers by whether they were referred. */
final class ReferralLedger {

    private final Map<Key, Tally> cells = new HashMap<>();

    /** One cell. */
    record Key(YearMonth month, String dimension, String value) {
        static Key of(ReferralCell cell) {
            return new Key(cell.month(), cell.dimension(), cell.value());
        }

        @Override
        public String toString() {
            return month + " " + dimension + " " + value;
        }
    }

    private static final class Tally {
        long sent;
        long converted;
        long bought;
        long rewards;
        long rewardMicros;
        long customers;
        long returned;
        long orders;
        long netMicros;
    }

    /** A referral was sent. */
    void sent(YearMonth month, String channel) {
        cell(month, "total", "all").sent++;
        cell(month, "channel", channel).sent++;
    }

    /** The cells with all customers in them. */
    Map<Key, ReferralCell> cells(Iterable<Customer> customers) {
        ReferralLedger all = new ReferralLedger();
        cells.forEach((key, tally) -> all.cell(key.month, key.dimension, key.value).sent = tally.sent);
        customers.forEach(all::count);
        Map<Key, ReferralCell> records = new HashMap<>();
        all.cells.forEach((key, tally) -> records.put(key, record(key, tally)));
        return records;
    }

    private void count(Customer customer) {
        ReferralHistory.Conversion came = customer.referral == null ? null : customer.referral.conversion;
        if (came != null) {
            converted(cell(came.month(), "total", "all"), came, customer);
            converted(cell(came.month(), "channel", came.channel()), came, customer);
        }
        LoyaltyHistory.FirstOrder first = customer.loyalty == null ? null : customer.loyalty.first;
        if (first == null) {
            return;
        }
        Tally own = cell(
                YearMonth.from(first.day()),
                came == null ? "other" : "referred",
                first.visitor().channel());
        int day = (int) first.day().toEpochDay();
        boolean returned = false;
        for (int days = 1; days <= 90; days++) {
            returned |= customer.purchaseDays.contains(day + days & Integer.MAX_VALUE);
        }
        own.customers++;
        own.returned += returned ? 1 : 0;
        own.orders += customer.orders;
        own.netMicros += customer.netMicros();
    }

    private static void converted(Tally tally, ReferralHistory.Conversion came, Customer customer) {
        Long reward = came.rewardMicros();
        tally.converted++;
        tally.bought += customer.orders > 0 ? 1 : 0;
        tally.rewards += reward == null ? 0 : 1;
        tally.rewardMicros += reward == null ? 0 : reward;
    }

    private Tally cell(YearMonth month, String dimension, String value) {
        return cells.computeIfAbsent(new Key(month, dimension, value), key -> new Tally());
    }

    private static ReferralCell record(Key key, Tally tally) {
        return new ReferralCell(
                key.month,
                key.dimension,
                key.value,
                tally.sent,
                tally.converted,
                tally.bought,
                tally.rewards,
                tally.rewardMicros,
                tally.customers,
                tally.returned,
                tally.orders,
                tally.netMicros,
                Instant.EPOCH);
    }

    static boolean isBlank(ReferralCell cell) {
        return cell.sent() + cell.converted() + cell.customers() == 0 && cell.orders() == 0 && cell.netMicros() == 0;
    }
}
