package io.tillstream.contracts.output;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What one marketing channel is given of the orders of one business day by three simple rules; a value of {@code analytics.journeys.v1} under
 * {@code credit|day|channel}. By each rule the channels of a day add up to its orders and to their gross value.
 *
 * @param day of the order
 * @param channel marketing channel of visits: {@code source / medium} of their campaign, or {@code direct}
 * @param firstTouch orders whose first visit came by it
 * @param firstTouchMicros their gross value
 * @param lastTouch orders whose last visit came by it
 * @param lastTouchMicros their gross value
 * @param linearMillionths millionths of orders, each order shared equally by its visits
 * @param linearMicros gross value, shared likewise
 * @param freshThrough when the newest event counted here reached the log
 */
public record ChannelCredit(
        LocalDate day,
        String channel,
        long firstTouch,
        long firstTouchMicros,
        long lastTouch,
        long lastTouchMicros,
        long linearMillionths,
        long linearMicros,
        Instant freshThrough) {

    /** Begins the keys of these cells. */
    public static final String KEY_PREFIX = "credit|";

    /** One order in the unit of {@link #linearMillionths}. */
    public static final long ORDER_MILLIONTHS = 1_000_000;

    /** Key on the journeys topic. */
    public String key() {
        return KEY_PREFIX + day + "|" + channel;
    }
}
