package io.tillstream.streams.quantiles;

import io.tillstream.contracts.output.RfmCutPoints;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The cut points in the form that scoring uses.
 *
 * <p>A score is 1 + the number of cut points below the value, so equal values get equal scores. For recency the axis is reversed: fewer days since the last
 * purchase is better, so the cut points that count are those of more days.
 */
public final class CutPoints {

    /** Order rates are in thousandths of an order per 30 days. */
    static final double RATE_UNIT = 1_000;

    private static final long MILLIS_PER_DAY = Duration.ofDays(1).toMillis();
    private static final long MONTH_MILLIS = 30 * MILLIS_PER_DAY;
    private static final long LEAST_SPAN_MILLIS = 90 * MILLIS_PER_DAY;
    private static final int FREQUENT_ORDERS = 2;

    private final long asOf;
    private final int[] recencyDays;
    private final long[] orders;
    private final long[] netMicros;
    private final long medianOrders;
    private final long medianNetMicros;
    private final long frequentRate;

    private CutPoints(
            long asOf,
            int[] recencyDays,
            long[] orders,
            long[] netMicros,
            long medianOrders,
            long medianNetMicros,
            long frequentRate) {
        this.asOf = asOf;
        this.recencyDays = recencyDays;
        this.orders = orders;
        this.netMicros = netMicros;
        this.medianOrders = medianOrders;
        this.medianNetMicros = medianNetMicros;
        this.frequentRate = frequentRate;
    }

    /** The scoring form of published cut points. */
    public static CutPoints of(RfmCutPoints published) {
        long asOf = published.asOf().toEpochMilli();
        return new CutPoints(
                asOf,
                published.lastPurchaseAt().stream()
                        .mapToInt(at -> wholeDays(at.toEpochMilli(), asOf))
                        .toArray(),
                toArray(published.orders()),
                toArray(published.netMicros()),
                published.medianOrders() == null ? Long.MIN_VALUE : published.medianOrders(),
                published.medianNetMicros() == null ? Long.MIN_VALUE : published.medianNetMicros(),
                published.ordersPer30Days() == null
                        ? Long.MAX_VALUE
                        : Math.round(published.ordersPer30Days() * RATE_UNIT));
    }

    /** Reference time, milliseconds since 1970. */
    public long asOf() {
        return asOf;
    }

    /** {@link #asOf} as an instant. */
    public Instant asOfInstant() {
        return Instant.ofEpochMilli(asOf);
    }

    /** Whole 24 h periods from an event time to the reference time, never below 0. */
    public int recencyDays(long lastPurchaseAt) {
        return wholeDays(lastPurchaseAt, asOf);
    }

    /** R: 5 is most recent. */
    public int recencyScore(long lastPurchaseAt) {
        int days = recencyDays(lastPurchaseAt);
        int score = 1;
        for (int cut : recencyDays) {
            score += cut > days ? 1 : 0;
        }
        return score;
    }

    /** F: 5 is most orders. */
    public int frequencyScore(long orderCount) {
        return scoreOf(orders, orderCount);
    }

    /** M: 5 is most spend. */
    public int monetaryScore(long micros) {
        return scoreOf(netMicros, micros);
    }

    /** The three scores as one number, for example 412. */
    public int label(long lastPurchaseAt, long orderCount, long micros) {
        return recencyScore(lastPurchaseAt) * 100 + frequencyScore(orderCount) * 10 + monetaryScore(micros);
    }

    /** Whether both are below the median; not while the medians are not known. */
    public boolean isBelowMedians(long orderCount, long micros) {
        return orderCount < medianOrders && micros < medianNetMicros;
    }

    /** Whether a customer with at least two orders buys as often as the fifth of all customers who buy most often. */
    public boolean isFrequent(long orderCount, long firstPurchaseAt, long lastPurchaseAt) {
        return orderCount >= FREQUENT_ORDERS && orderRate(orderCount, firstPurchaseAt, lastPurchaseAt) >= frequentRate;
    }

    /** Orders per 30 days between first and last purchase, a span of at least 90 days, in thousandths rounded down. */
    public static long orderRate(long orderCount, long firstPurchaseAt, long lastPurchaseAt) {
        long span = Math.max(LEAST_SPAN_MILLIS, lastPurchaseAt - firstPurchaseAt);
        return orderCount * MONTH_MILLIS / span * (long) RATE_UNIT
                + orderCount * MONTH_MILLIS % span * (long) RATE_UNIT / span;
    }

    private static int scoreOf(long[] cuts, long value) {
        int score = 1;
        for (long cut : cuts) {
            score += cut < value ? 1 : 0;
        }
        return score;
    }

    private static int wholeDays(long from, long to) {
        return (int) Math.max(0, Math.floorDiv(to - from, MILLIS_PER_DAY));
    }

    private static long[] toArray(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
