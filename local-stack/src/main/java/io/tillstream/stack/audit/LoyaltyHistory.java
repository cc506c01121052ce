package io.tillstream.stack.audit;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.loyalty.LoyaltyProgram;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one customer said about being a member, what they spent, had back and redeemed by month, and their first order. */
final class LoyaltyHistory {

    private final TreeMap<LocalDate, Said> said = new TreeMap<>();
    private @Nullable LocalDate joined;

    /** Month of the first order, or of the first details, whichever is earlier. */
    @Nullable
    YearMonth customerSince;

    /** Orders and refunds in micros, points redeemed. */
    final TreeMap<YearMonth, long[]> months = new TreeMap<>();

    @Nullable
    FirstOrder first;

    private record Said(long at, boolean member) {}

    /** The first order. */
    record FirstOrder(long at, LocalDate day, long micros, Visitor visitor) {}

    void note(CommerceEvent event, long at, LocalDate day, Visitor visitor, LoyaltyProgram program) {
        switch (event) {
            case CommerceEvent.Purchase purchase -> {
                long micros = purchase.grossMicros();
                month(day)[0] += micros;
                known(day);
                if (first == null || at < first.at()) {
                    first = new FirstOrder(at, day, micros, visitor);
                }
            }
            case CommerceEvent.Refund refund -> month(day)[1] += refund.amountMicros();
            case CommerceEvent.PointsRedeemed redeemed -> {
                month(day)[2] += redeemed.points();
                known(day);
                join(day);
            }
            case CommerceEvent.Identify identify -> said(event, at, day, program.joinBySigningUp());
            case CommerceEvent.CustomerUpdated updated -> said(event, at, day, false);
            default -> {}
        }
    }

    private void said(CommerceEvent event, long at, LocalDate day, boolean joins) {
        known(day);
        String member = String.valueOf(event.envelope().properties().get("loyalty_member"));
        if (member.equals("true") || member.equals("false")) {
            Said now = new Said(at, member.equals("true"));
            said.merge(day, now, (a, b) -> a.at > b.at || a.at == b.at && a.member ? a : b);
        } else if (joins) {
            join(day);
        }
    }

    private void join(LocalDate day) {
        joined = joined == null || day.isBefore(joined) ? day : joined;
    }

    private void known(LocalDate day) {
        YearMonth month = YearMonth.from(day);
        customerSince = customerSince == null || month.isBefore(customerSince) ? month : customerSince;
    }

    private long[] month(LocalDate day) {
        return months.computeIfAbsent(YearMonth.from(day), month -> new long[3]);
    }

    boolean isMemberOn(LocalDate day) {
        Map.Entry<LocalDate, Said> newest = said.floorEntry(day);
        if (newest != null) {
            return newest.getValue().member;
        }
        return joined != null && !joined.isAfter(day);
    }

    /** First day as a member; null for who never was one. */
    @Nullable
    LocalDate memberSince() {
        LocalDate since = joined != null && isMemberOn(joined) ? joined : null;
        for (Map.Entry<LocalDate, Said> entry : said.entrySet()) {
            if (entry.getValue().member && (since == null || entry.getKey().isBefore(since))) {
                since = entry.getKey();
            }
        }
        return since;
    }

    /** The first month in which anything is known of points or membership. */
    YearMonth begin() {
        YearMonth begin = months.isEmpty() ? YearMonth.from(LocalDate.MAX) : months.firstKey();
        for (LocalDate day : new LocalDate[] {joined, said.isEmpty() ? null : said.firstKey()}) {
            begin = day != null && YearMonth.from(day).isBefore(begin) ? YearMonth.from(day) : begin;
        }
        return begin;
    }

    /** The last one. */
    YearMonth end() {
        YearMonth end = months.isEmpty() ? YearMonth.from(LocalDate.MIN) : months.lastKey();
        for (LocalDate day : new LocalDate[] {joined, said.isEmpty() ? null : said.lastKey()}) {
            end = day != null && YearMonth.from(day).isAfter(end) ? YearMonth.from(day) : end;
        }
        return end;
    }
}
