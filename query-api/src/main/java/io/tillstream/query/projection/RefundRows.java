package io.tillstream.query.projection;

import io.tillstream.contracts.event.CommerceEvent.Refund;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.time.BusinessTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.TreeMap;

/** Refunds and their lines; the event id of a customer's refund counts once for ever. What a refund gives beyond its items is a line of its own. */
final class RefundRows {

    private static final String REFUND_COLUMNS =
            "customer_id, event_id, order_id, occurred_at, day, amount_micros, units, channel,"
                    + " device, country, location, age_group, appended_at";
    private static final String LINE_COLUMNS =
            "customer_id, event_id, line, product_id, category, quantity, amount_micros";
    private static final String MERGE =
            "WITH fresh AS (INSERT INTO refunds (" + REFUND_COLUMNS + ") SELECT " + REFUND_COLUMNS
                    + " FROM stage_refunds ON CONFLICT DO NOTHING RETURNING customer_id, event_id)"
                    + " INSERT INTO refund_lines (" + LINE_COLUMNS + ") SELECT " + LINE_COLUMNS
                    + " FROM stage_refund_lines JOIN fresh USING (customer_id, event_id) ON CONFLICT DO NOTHING";

    private record Booked(LoggedEvent logged, Refund refund, Place place) {}

    private final StagedTable refunds = StagedTable.merging("refunds", "refunds", REFUND_COLUMNS, MERGE);
    private final StagedTable lines = StagedTable.keepingFirst("refund_lines", LINE_COLUMNS);
    private final CopyBuffer refundRows = new CopyBuffer();
    private final CopyBuffer lineRows = new CopyBuffer();
    private final TreeMap<String, Booked> batch = new TreeMap<>();
    private final BusinessTime time;

    RefundRows(BusinessTime time) {
        this.time = time;
    }

    void prepare(Connection connection) throws SQLException {
        refunds.prepare(connection);
        lines.prepare(connection);
    }

    void begin() {
        batch.clear();
    }

    void add(LoggedEvent logged, Refund refund, Place place) {
        batch.putIfAbsent(logged.customer() + '\0' + logged.eventId(), new Booked(logged, refund, place));
    }

    void write(Connection connection) throws SQLException {
        if (batch.isEmpty()) {
            return;
        }
        refundRows.clear();
        lineRows.clear();
        batch.values().forEach(this::refund);
        lines.stage(connection, lineRows);
        refunds.write(connection, refundRows);
    }

    private void refund(Booked booked) {
        Refund refund = booked.refund();
        refundRows
                .row(refunds.columnCount())
                .text(booked.logged().customer())
                .text(booked.logged().eventId())
                .text(refund.orderId())
                .time(refund.timestamp())
                .day(time.day(refund.timestamp()))
                .int8(refund.amountMicros())
                .int8(refund.items().stream().mapToLong(Item::quantity).sum());
        booked.place().write(refundRows);
        refundRows.time(booked.logged().appendedAt());
        int line = 0;
        long rest = refund.amountMicros();
        for (Item item : refund.items()) {
            rest -= item.amountMicros();
            line(
                    booked,
                    ++line,
                    item.productId(),
                    Place.known(item.category(), null),
                    item.quantity(),
                    item.amountMicros());
        }
        if (rest != 0) {
            line(booked, ++line, Place.UNKNOWN, Place.UNKNOWN, 0, rest);
        }
    }

    private void line(Booked booked, int line, String product, String category, int quantity, long amountMicros) {
        lineRows.row(lines.columnCount())
                .text(booked.logged().customer())
                .text(booked.logged().eventId())
                .int4(line)
                .text(product)
                .text(category)
                .int4(quantity)
                .int8(amountMicros);
    }
}
