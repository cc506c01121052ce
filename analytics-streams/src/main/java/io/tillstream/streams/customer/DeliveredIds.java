package io.tillstream.streams.customer;

import com.carrotsearch.hppc.LongArrayList;
import com.carrotsearch.hppc.LongHashSet;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Which events were delivered in the last 7 days of delivery, so that each counts once.
 *
 * <p>Holds 64-bit hashes, 8 bytes an event, by day of delivery. The window is of delivery, not of event time, so that a repeated backfill of old events is
 * recognised too. One customer's memory is bounded by {@link #MAX_IDS}: beyond it (a robot), the oldest day is forgotten early.
 */
final class DeliveredIds {

    static final int WINDOW_DAYS = 7;
    static final int MAX_IDS = 65_536;
    private static final long MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

    private final List<Day> days = new ArrayList<>();
    private final LongHashSet all = new LongHashSet();

    private record Day(long number, LongArrayList hashes) {}

    /** Notes an event; false when it was delivered before. */
    boolean add(long hash, long deliveredAtMillis) {
        long today = Math.floorDiv(deliveredAtMillis, MILLIS_PER_DAY);
        forgetBefore(today - WINDOW_DAYS);
        if (!all.add(hash)) {
            return false;
        }
        if (days.isEmpty() || days.getLast().number() < today) {
            days.add(new Day(today, new LongArrayList()));
        }
        days.getLast().hashes().add(hash);
        if (all.size() > MAX_IDS && days.size() > 1) {
            forget(days.removeFirst());
        }
        return true;
    }

    private void forgetBefore(long firstKept) {
        while (!days.isEmpty() && days.getFirst().number() < firstKept) {
            forget(days.removeFirst());
        }
    }

    private void forget(Day day) {
        for (int i = 0; i < day.hashes().size(); i++) {
            all.remove(day.hashes().get(i));
        }
    }

    void write(BinaryWriter out) {
        out.writeUnsigned(days.size());
        for (Day day : days) {
            out.writeSigned(day.number()).writeUnsigned(day.hashes().size());
            for (int i = 0; i < day.hashes().size(); i++) {
                out.writeFixed(day.hashes().get(i));
            }
        }
    }

    static DeliveredIds read(BinaryReader in) {
        DeliveredIds ids = new DeliveredIds();
        for (int days = in.readCount(); days > 0; days--) {
            Day day = new Day(in.readSigned(), new LongArrayList());
            int count = in.readCount();
            day.hashes().ensureCapacity(count);
            for (int i = 0; i < count; i++) {
                long hash = in.readFixed();
                day.hashes().add(hash);
                ids.all.add(hash);
            }
            ids.days.add(day);
        }
        return ids;
    }
}
