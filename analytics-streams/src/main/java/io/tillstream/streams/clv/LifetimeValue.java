package io.tillstream.streams.clv;

import com.carrotsearch.hppc.LongDoubleHashMap;

/**
 * What a customer will be worth: expected purchases of the months ahead times the expected value of each, discounted to today.
 *
 * <p>The part of the expectation that does not depend on when the last purchase was is shared by all customers with the same number of repeats and the same
 * whole days of observation, and is computed once for them. Not thread-safe.
 */
public final class LifetimeValue {

    private static final double DAYS_PER_MONTH = 365.25 / 12;
    private static final int MONTHS_PER_YEAR = 12;

    private final BgNbd buying;
    private final GammaGamma spending;
    private final int months;
    private final double yearlyDiscount;
    private final LongDoubleHashMap discounted = new LongDoubleHashMap();
    private final LongDoubleHashMap undiscounted = new LongDoubleHashMap();

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
        long history = (long) repeats << 32 | observedDays;
        if (!discounted.containsKey(history)) {
            compute(history, repeats, observedDays);
        }
        // whoever has no repeats, or spends nothing on them, is expected to spend what everybody does
        double orderValue = repeats == 0 || !(meanRepeatValue > 0)
                ? spending.expectedValue()
                : spending.expectedValue(repeats, meanRepeatValue);
        return new Value(
                alive, alive * undiscounted.get(history), orderValue, alive * discounted.get(history) * orderValue);
    }

    private void compute(long history, int repeats, int observedDays) {
        double before = 0;
        double sum = 0;
        for (int month = 1; month <= months; month++) {
            double expected = buying.expectedRepeatsIfCertain(repeats, observedDays, month * DAYS_PER_MONTH);
            sum += (expected - before) / Math.pow(1 + yearlyDiscount, (double) month / MONTHS_PER_YEAR);
            before = expected;
        }
        discounted.put(history, sum);
        undiscounted.put(history, before);
    }
}
