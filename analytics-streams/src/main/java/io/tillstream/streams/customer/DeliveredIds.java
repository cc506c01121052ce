package io.tillstream.streams.customer;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.time.Duration;

/**
 * Which events were delivered in the last 7 days of delivery, so that each counts once.
 *
 * <p>Holds 64-bit hashes, 8 bytes an event. The window is of delivery, not of event time, so that a repeated backfill of old events is recognised too. One
 * customer's memory is bounded by {@link #MAX_IDS}: beyond it (a robot), the oldest are forgotten early.
 */
final class DeliveredIds {

    static final int WINDOW_DAYS = 7;
    static final int MAX_IDS = 65_536;
    private static final long MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

    private final RecentIds ids = new RecentIds(MAX_IDS);

    /** Notes an event; false when it was delivered before. */
    boolean add(long hash, long deliveredAtMillis) {
        long today = Math.floorDiv(deliveredAtMillis, MILLIS_PER_DAY);
        ids.forgetBefore(today - WINDOW_DAYS);
        return ids.add(hash, today);
    }

    void write(BinaryWriter out) {
        ids.writeByDay(out);
    }

    static DeliveredIds read(BinaryReader in) {
        DeliveredIds delivered = new DeliveredIds();
        delivered.ids.readByDay(in);
        return delivered;
    }
}
