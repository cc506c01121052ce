package io.tillstream.ingest.imports.clean;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.money.Micros;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up what is left after cleaning. */
final class Figures {

    private final Distinct customers = new Distinct();
    private final Distinct products = new Distinct();
    private final Distinct countries = new Distinct();
    private long lines;
    private int orders;
    private long units;
    private long revenueMicros;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;
    private int refunds;
    private long refundLines;
    private long refundedMicros;

    /** Adds all lines of one order. */
    void add(List<Line> order) {
        if (order.getFirst().refund()) {
            refunds++;
            for (Line line : order) {
                refundLines++;
                refundedMicros = Math.addExact(refundedMicros, line.amountMicros());
            }
            return;
        }
        orders++;
        for (Line line : order) {
            lines++;
            units += line.quantity();
            revenueMicros = Math.addExact(revenueMicros, line.amountMicros());
            firstMillis = Math.min(firstMillis, line.timestampMillis());
            lastMillis = Math.max(lastMillis, line.timestampMillis());
            customers.add(line.customerId());
            products.add(line.productId());
            if (line.country() != null) {
                countries.add(line.country());
            }
        }
    }

    CleaningReport report(CleanTable table) {
        return new CleaningReport(
                table.traits().format(),
                table.traits().encoding(),
                table.traits().delimiter(),
                table.traits().sheet(),
                table.dateFormat(),
                table.notes(),
                table.rows(),
                table.removals().results(table.rows()),
                lines,
                customers.count(),
                orders,
                products.count(),
                countries.count(),
                units,
                Micros.toDecimal(revenueMicros),
                instant(firstMillis),
                instant(lastMillis),
                refunds,
                refundLines,
                Micros.toDecimal(refundedMicros),
                events());
    }

    private Map<String, Long> events() {
        Map<String, Long> events = new HashMap<>();
        if (orders > 0) {
            events.put(Action.PURCHASE.wireName(), (long) orders);
        }
        if (refunds > 0) {
            events.put(Action.REFUND.wireName(), (long) refunds);
        }
        return events;
    }

    private @Nullable Instant instant(long millis) {
        return lines == 0 ? null : Instant.ofEpochMilli(millis);
    }
}
