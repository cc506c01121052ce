package io.tillstream.stack.audit;

import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.RfmScore;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/** RFM scores, the churn tier and the order rate of a buyer, as of the cut points. */
final class Scoring {

    private final RfmCutPoints cutPoints;
    private final long asOf;
    private final List<Integer> recencyCuts;

    Scoring(RfmCutPoints cutPoints) {
        this.cutPoints = cutPoints;
        this.asOf = cutPoints.asOf().toEpochMilli();
        this.recencyCuts = cutPoints.lastPurchaseAt().stream()
                .map(Instant::toEpochMilli)
                .map(cut -> Calendar.wholeDays(cut, asOf))
                .toList();
    }

    int recencyDays(Customer buyer) {
        return Calendar.wholeDays(buyer.lastPurchase, asOf);
    }

    RfmScore score(Customer buyer) {
        int days = recencyDays(buyer);
        // fewer days are better: a recency is past a cut point when it is below it
        int recency = 1 + (int) recencyCuts.stream().filter(cut -> days < cut).count();
        int frequency = 1
                + (int) cutPoints.orders().stream()
                        .filter(cut -> cut < buyer.orders)
                        .count();
        int monetary = 1
                + (int) cutPoints.netMicros().stream()
                        .filter(cut -> cut < buyer.netMicros())
                        .count();
        return new RfmScore(recency, frequency, monetary);
    }

    String churnTier(Customer buyer) {
        int days = recencyDays(buyer);
        if (days > 180) {
            return "High";
        }
        return days > 90 ? "Medium" : "Low";
    }

    /** Whether the buyer is away for longer than usual, with fewer orders and less spend than the median of all. */
    boolean isOutOfRhythm(Customer buyer) {
        Long medianOrders = cutPoints.medianOrders();
        Long medianNet = cutPoints.medianNetMicros();
        return medianOrders != null
                && medianNet != null
                && buyer.orders > 1
                && buyer.orders < medianOrders
                && buyer.netMicros() < medianNet
                && (long) recencyDays(buyer) * (buyer.orders - 1) > buyer.lifetimeDays();
    }

    boolean isFrequent(Customer buyer) {
        Double rate = cutPoints.ordersPer30Days();
        return rate != null && buyer.orders >= 2 && orderRate(buyer) >= Math.round(rate * 1000);
    }

    /** Thousandths of an order per 30 days between first and last purchase, a span of at least 90 days. */
    static long orderRate(Customer buyer) {
        long span = Math.max(90 * Calendar.DAY, buyer.lastPurchase - buyer.firstPurchase);
        return BigInteger.valueOf(buyer.orders)
                .multiply(BigInteger.valueOf(30_000 * Calendar.DAY))
                .divide(BigInteger.valueOf(span))
                .longValueExact();
    }

    /** Sessions per 30 days since the first event, over at least one day. */
    static double visitFrequency(Customer customer, long asOf) {
        double days = Math.max(1, (asOf - customer.firstSeen) / (double) Calendar.DAY);
        return customer.sessions.count() * 30 / days;
    }

    Instant asOf() {
        return cutPoints.asOf();
    }
}
