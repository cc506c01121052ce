package io.tillstream.streams.clv;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What a customer will be worth: expected purchases of the months ahead times the expected value of each, discounted to today.
 *
 * <p>The part of the expectation that does not depend on when the last purchase was is shared by all customers with the same number of repeats and the same
 * whole days of observation, and is computed once for them. Thread-safe.
 */
public final class LifetimeValue {

    private static final double DAYS_PER_MONTH = 365.25 / 12;
    private static final int MONTHS_PER_YEAR = 12;

    /** Histories remembered, some 20 MB; beyond, all are forgotten. */
    private static final int REMEMBERED = 200_000;

    private final BgNbd buying;
    private final GammaGamma spending;
    private final int months;
    private final double yearlyDiscount;
    private final ConcurrentMap<Long, Orders> certain = new ConcurrentHashMap<>();

    /**
     * A value and what it is made of.
     *
     * @param aliveProbability that the customer still buys
     * @param expectedOrders purchase days within the horizon
     * @param expectedOrderValue expected value of each
     * @param value of the horizon, discounted
     */
    public record Value(double aliveProbability, double expectedOrders, double expectedOrderValue, double value) {}

    /**
     * Expected orders of the horizon, but for the probability to be alive.
     *
     * @param discounted each counted at its value today
     * @param plain each counted as one
     */
    record Orders(double discounted, double plain) {}

    /**
     * Sets the models and the horizon.
     *
     * @param buying fitted with times in days
     * @param spending fitted with the currency's unit
     * @param months horizon
     * @param yearlyDiscount 0.1 for 10 % a year; each month's purchases are discounted as of the month's end
     */
    public LifetimeValue(BgNbd buying, GammaGamma spending, int months, double yearlyDiscount) {
        this.buying = buying;
        this.spending = spending;
        this.months = months;
        this.yearlyDiscount = yearlyDiscount;
    }

    /**
     * The value of a customer.
     *
     * @param repeats x
     * @param lastAfterDays t_x
     * @param observedDays T
     * @param meanRepeatValue mean value of the repeat purchases, not used without any
     */
    public Value of(int repeats, int lastAfterDays, int observedDays, double meanRepeatValue) {
        double alive = buying.aliveProbability(new RepeatBuying(repeats, lastAfterDays, observedDays));
        Long history = (long) repeats << 32 | observedDays;
        Orders orders = certain.get(history);
        if (orders == null) {
            orders = orders(buying, repeats, observedDays);
            if (certain.size() >= REMEMBERED) {
                certain.clear();
            }
            certain.put(history, orders);
        }
        // whoever has no repeats, or spends nothing on them, is expected to spend what everybody does
        double orderValue = hasOwnMean(repeats, meanRepeatValue)
                ? spending.expectedValue(repeats, meanRepeatValue)
                : spending.expectedValue();
        return new Value(alive, alive * orders.plain, orderValue, alive * orders.discounted * orderValue);
    }

    static boolean hasOwnMean(int repeats, double meanRepeatValue) {
        return repeats > 0 && meanRepeatValue > 0;
    }

    /** The expectation by any model, not remembered. */
    Orders orders(BgNbd by, int repeats, double observedDays) {
        double before = 0;
        double sum = 0;
        for (int month = 1; month <= months; month++) {
            double expected = by.expectedRepeatsIfCertain(repeats, observedDays, month * DAYS_PER_MONTH);
            sum += (expected - before) / Math.pow(1 + yearlyDiscount, (double) month / MONTHS_PER_YEAR);
            before = expected;
        }
        return new Orders(sum, before);
    }
}
