package io.tillstream.streams.customer;

/** What a customer did lately, as the activity facet keeps it. Times in milliseconds since 1970, money in micros. */
public interface Activity {

    /** The counters that forget: what is counted, and after how many days half of it is forgotten. The order of constants is stored. */
    enum Counter {
        ORDERS_28,
        ORDERS_91,
        ORDERS_364,
        /** Σ order amounts in currency units. */
        SPEND_91,
        /** Page views, item views and searches. */
        VIEWS_7,
        VIEWS_28,
        VIEWS_91,
        CART_ADDS_7,
        CART_ADDS_28
    }

    /**
     * A counter as it stands at a time: Σ 2^(−age / half-life) over what was counted.
     *
     * @param asOf at or after everything counted
     */
    double decayed(Counter counter, long asOf);

    /** Newest thing the customer did by themselves in the shop, {@link Long#MIN_VALUE} for nothing. */
    long lastActiveAt();

    /** Units bought. */
    long units();

    /** Units bought in lines with a discount. */
    long discountedUnits();

    /** The first business day with a purchase among those counted here, {@link Integer#MAX_VALUE} for none. */
    int firstDay();

    /** Σ order amounts of {@link #firstDay}. */
    long firstDayMicros();
}
