package io.tillstream.stack.audit;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.output.PurchasingCell;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Baskets per business day and dimension, and the time between a customer's orders on the day of the later one. */
final class PurchasingLedger {

    /** As many of a customer's newest orders are looked at when one comes late. */
    static final int REMEMBERED = 128;

    private static final int LONGEST_METHOD = 64;

    private final Calendar calendar;
    private final Map<Key, PurchasingTally> cells = new HashMap<>();
    private final Map<String, List<Long>> newest = new HashMap<>();

    PurchasingLedger(Calendar calendar) {
        this.calendar = calendar;
    }

    /** One cell. */
    record Key(LocalDate day, String dimension, String value) {

        static Key of(PurchasingCell cell) {
            return new Key(cell.day(), cell.dimension(), cell.value());
        }

        @Override
        public String toString() {
            return day + " " + dimension + " " + value;
        }
    }

    /** Counts an order. */
    void order(CommerceEvent.Purchase purchase, Visitor visitor) {
        long at = purchase.timestamp().toEpochMilli();
        LocalDate day = Calendar.date(calendar.day(at));
        List<Item> items = purchase.items();
        tally(day, "total", "all").order(items, true);
        tally(day, "channel", visitor.channel()).order(items, false);
        tally(day, "device", visitor.device()).order(items, false);
        tally(day, "payment_method", method(purchase)).order(items, false);
        gaps(newest.computeIfAbsent(purchase.key(), key -> new ArrayList<>()), at);
    }

    private static String method(CommerceEvent.Purchase purchase) {
        Object said = purchase.envelope().properties().get("payment_method");
        String method = said instanceof String text ? text.strip().toLowerCase(Locale.ROOT) : "";
        return method.isEmpty() || method.length() > LONGEST_METHOD ? "unknown" : method;
    }

    /** The order between two others of its customer, if they are remembered. */
    private void gaps(List<Long> times, long at) {
        int found = Collections.binarySearch(times, at);
        int place = found < 0 ? -found - 1 : found;
        while (place < times.size() && times.get(place) == at) {
            place++;
        }
        if (place == 0 && times.size() == REMEMBERED) {
            return;
        }
        Long before = place == 0 ? null : times.get(place - 1);
        Long after = place == times.size() ? null : times.get(place);
        if (before != null && after != null) {
            gap(after).noGap(after - before);
        }
        if (before != null) {
            gap(at).gap(at - before);
        }
        if (after != null) {
            gap(after).gap(after - at);
        }
        times.add(place, at);
        if (times.size() > REMEMBERED) {
            times.removeFirst();
        }
    }

    private PurchasingTally gap(long later) {
        return tally(Calendar.date(calendar.day(later)), "total", "all");
    }

    private PurchasingTally tally(LocalDate day, String dimension, String value) {
        return cells.computeIfAbsent(new Key(day, dimension, value), key -> new PurchasingTally());
    }

    Map<Key, PurchasingTally> cells() {
        return cells;
    }

    /** The cell of a key as a record; null when nothing was counted. */
    @Nullable
    PurchasingCell record(Key key, @Nullable PurchasingCell stored) {
        PurchasingTally tally = cells.get(key);
        return tally == null ? null : tally.cell(key, stored);
    }
}
