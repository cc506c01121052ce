package io.tillstream.streams.customer;

import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.procedures.LongProcedure;
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

    private final List<Day> days = new ArrayList<>(1);
    private int size;

    private record Day(long number, LongHashSet hashes) {}

    /** Notes an event; false when it was delivered before. */
    boolean add(long hash, long deliveredAtMillis) {
        long today = Math.floorDiv(deliveredAtMillis, MILLIS_PER_DAY);
        forgetBefore(today - WINDOW_DAYS);
        for (int i = 0; i < days.size() - 1; i++) {
            if (days.get(i).hashes().contains(hash)) {
                return false;
            }
        }
        if (days.isEmpty()) {
            days.add(new Day(today, new LongHashSet()));
        } else if (days.getLast().number() < today) {
            if (days.getLast().hashes().contains(hash)) {
                return false;
            }
            days.add(new Day(today, new LongHashSet()));
        }
        if (!days.getLast().hashes().add(hash)) {
            return false;
        }
        size++;
        if (size > MAX_IDS && days.size() > 1) {
            forgetFirst();
        }
        return true;
    }

    private void forgetBefore(long firstKept) {
        while (!days.isEmpty() && days.getFirst().number() < firstKept) {
            forgetFirst();
        }
    }

    private void forgetFirst() {
        size -= days.removeFirst().hashes().size();
    }

    void write(BinaryWriter out) {
        out.writeUnsigned(days.size());
        LongProcedure writeHash = out::writeFixed;
        for (Day day : days) {
            out.writeSigned(day.number()).writeUnsigned(day.hashes().size());
            day.hashes().forEach(writeHash);
        }
    }

    static DeliveredIds read(BinaryReader in) {
        DeliveredIds ids = new DeliveredIds();
        for (int days = in.readCount(); days > 0; days--) {
            long number = in.readSigned();
            int count = in.readCount();
            Day day = new Day(number, new LongHashSet(count));
            for (int i = 0; i < count; i++) {
                day.hashes().add(in.readFixed());
            }
            ids.days.add(day);
            ids.size += count;
        }
        return ids;
    }
}
