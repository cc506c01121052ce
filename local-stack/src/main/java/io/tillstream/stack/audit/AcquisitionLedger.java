package io.tillstream.stack.audit;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.output.AcquisitionCell;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How everybody first came, what they bought since, and what was spent on advertising. */
final class AcquisitionLedger {

    private final Calendar calendar;
    private final Map<String, Story> stories = new HashMap<>();
    private final Map<Key, Long> spending = new HashMap<>();

    AcquisitionLedger(Calendar calendar) {
        this.calendar = calendar;
    }

    /** One cell. */
    record Key(YearMonth cohort, YearMonth month, String channel, String campaign) {

        static Key of(AcquisitionCell cell) {
            return new Key(cell.cohort(), cell.month(), cell.channel(), cell.campaign());
        }

        @Override
        public String toString() {
            return cohort + " in " + month + " " + channel + " " + campaign;
        }
    }

    /** One person. */
    private static final class Story {
        private @Nullable Marketing first;
        private long firstAt;
        /** Orders and net in micros. */
        private final TreeMap<YearMonth, long[]> months = new TreeMap<>();

        void visit(long at, Marketing source) {
            if (first == null || at < firstAt || at == firstAt && isBefore(source, first)) {
                first = source;
                firstAt = at;
            }
        }

        /** Of two visits at the same time: named campaigns first, then by campaign, then by channel. */
        private static boolean isBefore(Marketing one, Marketing other) {
            boolean named = !one.campaign().equals(Visitor.UNKNOWN);
            boolean otherNamed = !other.campaign().equals(Visitor.UNKNOWN);
            if (named != otherNamed) {
                return named;
            }
            int byCampaign = one.campaign().compareTo(other.campaign());
            return byCampaign != 0 ? byCampaign < 0 : one.channel().compareTo(other.channel()) < 0;
        }

        void earn(YearMonth month, long orders, long netMicros) {
            long[] sums = months.computeIfAbsent(month, key -> new long[2]);
            sums[0] += orders;
            sums[1] += netMicros;
        }

        @Nullable
        YearMonth firstPurchase() {
            return months.entrySet().stream()
                    .filter(month -> month.getValue()[0] > 0)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(null);
        }
    }

    private static final class Tally {
        private long visitors;
        private long converted;
        private long customers;
        private long orders;
        private long netMicros;
        private long spendMicros;
    }

    /** Takes what a customer did. */
    void note(CommerceEvent event, boolean isVisit) {
        boolean isMoney = event instanceof CommerceEvent.Purchase || event instanceof CommerceEvent.Refund;
        if (!isVisit && !isMoney) {
            return;
        }
        Story story = stories.computeIfAbsent(event.key(), key -> new Story());
        long at = event.timestamp().toEpochMilli();
        if (isVisit) {
            story.visit(at, Marketing.ofVisit(event.envelope().context()));
        }
        switch (event) {
            case CommerceEvent.Purchase purchase ->
                story.earn(
                        month(at),
                        1,
                        purchase.items().stream().mapToLong(Item::amountMicros).sum());
            case CommerceEvent.Refund refund -> story.earn(month(at), 0, -refund.amountMicros());
            default -> {}
        }
    }

    /** Takes money that was spent. */
    void note(CommerceEvent.AdSpend spend) {
        Marketing source = Marketing.ofSpend(spend);
        YearMonth month = month(spend.timestamp().toEpochMilli());
        spending.merge(new Key(month, month, source.channel(), source.campaign()), spend.amountMicros(), Long::sum);
    }

    private YearMonth month(long at) {
        return YearMonth.from(calendar.local(at));
    }

    /** By which channel and campaign somebody first came; null when they never visited the shop. */
    @Nullable
    Marketing firstTouch(String customer) {
        Story story = stories.get(customer);
        return story == null ? null : story.first;
    }

    /** All cells. */
    Map<Key, AcquisitionCell> cells() {
        Map<Key, Tally> tallies = new HashMap<>();
        spending.forEach((key, micros) -> tally(tallies, key).spendMicros += micros);
        for (Story story : stories.values()) {
            Marketing first = story.first;
            if (first != null) {
                add(story, first, tallies);
            }
        }
        Map<Key, AcquisitionCell> cells = new HashMap<>();
        tallies.forEach((key, tally) -> cells.put(
                key,
                new AcquisitionCell(
                        key.cohort,
                        key.month,
                        (int) ChronoUnit.MONTHS.between(key.cohort, key.month),
                        key.channel,
                        key.campaign,
                        tally.visitors,
                        tally.converted,
                        tally.customers,
                        tally.orders,
                        tally.netMicros,
                        tally.spendMicros,
                        Instant.EPOCH)));
        return cells;
    }

    private void add(Story story, Marketing first, Map<Key, Tally> tallies) {
        YearMonth visited = month(story.firstAt);
        YearMonth bought = story.firstPurchase();
        Tally visitors = tally(tallies, new Key(visited, visited, first.channel(), first.campaign()));
        visitors.visitors++;
        if (bought == null) {
            return;
        }
        visitors.converted++;
        tally(tallies, new Key(bought, bought, first.channel(), first.campaign())).customers++;
        story.months.forEach((month, sums) -> {
            YearMonth counted = month.isBefore(bought) ? bought : month;
            Tally tally = tally(tallies, new Key(bought, counted, first.channel(), first.campaign()));
            tally.orders += sums[0];
            tally.netMicros += sums[1];
        });
    }

    private static Tally tally(Map<Key, Tally> tallies, Key key) {
        return tallies.computeIfAbsent(key, any -> new Tally());
    }

    static boolean isBlank(AcquisitionCell cell) {
        return cell.visitors() + cell.converted() + cell.customers() + cell.orders() == 0
                && cell.revenueMicros() == 0
                && cell.spendMicros() == 0;
    }
}
