package io.tillstream.streams.activity;

import io.tillstream.streams.customer.Activity;

/** Some 110 bytes for a buyer, however long the history. */
final class ActivityState implements Activity {

    final Counters purchases = new Counters(28, 91, 364, 91);
    final Counters views = new Counters(7, 28, 91);
    final Counters cartAdds = new Counters(7, 28);
    long lastActiveAt = Long.MIN_VALUE;
    long units;
    long discountedUnits;
    int firstDay = Integer.MAX_VALUE;
    long firstDayMicros;

    @Override
    public double decayed(Counter counter, long asOf) {
        return switch (counter) {
            case ORDERS_28 -> purchases.at(0, asOf);
            case ORDERS_91 -> purchases.at(1, asOf);
            case ORDERS_364 -> purchases.at(2, asOf);
            case SPEND_91 -> purchases.at(3, asOf);
            case VIEWS_7 -> views.at(0, asOf);
            case VIEWS_28 -> views.at(1, asOf);
            case VIEWS_91 -> views.at(2, asOf);
            case CART_ADDS_7 -> cartAdds.at(0, asOf);
            case CART_ADDS_28 -> cartAdds.at(1, asOf);
        };
    }

    @Override
    public long lastActiveAt() {
        return lastActiveAt;
    }

    @Override
    public long units() {
        return units;
    }

    @Override
    public long discountedUnits() {
        return discountedUnits;
    }

    @Override
    public int firstDay() {
        return firstDay;
    }

    @Override
    public long firstDayMicros() {
        return firstDayMicros;
    }
}
