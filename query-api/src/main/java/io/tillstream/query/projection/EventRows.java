package io.tillstream.query.projection;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.CommerceEvent.CartEvent;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.Item;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Raw events for time lines, once per customer, time and event id, in partitions by month that are made when needed. */
final class EventRows {

    private static final YearMonth FIRST_PARTITION = YearMonth.of(2000, 1);

    private record Key(String customer, Instant time, String eventId) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = customer.compareTo(other.customer);
            order = order != 0 ? order : time.compareTo(other.time);
            return order != 0 ? order : eventId.compareTo(other.eventId);
        }
    }

    private final StagedTable table = StagedTable.keepingFirst(
            "events",
            "customer_id, occurred_at, event_id, action, session_id, order_id, cart_id, value_micros, items, context, details,"
                    + " properties, appended_at");
    private final CopyBuffer rows = new CopyBuffer();
    private final TreeMap<Key, LoggedEvent> batch = new TreeMap<>();
    private final Set<YearMonth> partitions = new HashSet<>();

    void prepare(Connection connection) throws SQLException {
        table.prepare(connection);
        partitions.clear();
    }

    void begin() {
        batch.clear();
    }

    void add(LoggedEvent logged) {
        batch.putIfAbsent(new Key(logged.customer(), logged.event().timestamp(), logged.eventId()), logged);
    }

    void write(Connection connection) throws SQLException {
        rows.clear();
        Set<YearMonth> months = new TreeSet<>();
        for (LoggedEvent logged : batch.values()) {
            months.add(YearMonth.from(logged.event().timestamp().atOffset(ZoneOffset.UTC)));
            row(logged);
        }
        makePartitions(connection, months);
        table.write(connection, rows);
        partitions.addAll(months);
    }

    /**
     * Part of the transaction: a partition of a batch that is rolled back goes with it. Events before 2000 share one partition, and so do those of a month
     * that retention dropped, for a month cannot be made while the shared partition holds events of it.
     */
    private void makePartitions(Connection connection, Set<YearMonth> months) throws SQLException {
        for (YearMonth month : months) {
            if (!partitions.contains(month) && !month.isBefore(FIRST_PARTITION) && !isShared(connection, month)) {
                StagedTable.execute(
                        connection,
                        "CREATE TABLE IF NOT EXISTS events_%s PARTITION OF events FOR VALUES FROM (%s) TO (%s)"
                                .formatted(
                                        month.toString().replace('-', '_'),
                                        firstInstant(month),
                                        firstInstant(month.plusMonths(1))));
            }
        }
    }

    private static boolean isShared(Connection connection, YearMonth month) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT EXISTS (SELECT 1 FROM events_older WHERE occurred_at >= " + firstInstant(month)
                                + " AND occurred_at < " + firstInstant(month.plusMonths(1)) + ")")) {
            return found.next() && found.getBoolean(1);
        }
    }

    private static String firstInstant(YearMonth month) {
        return "'" + month + "-01 00:00:00Z'";
    }

    private void row(LoggedEvent logged) {
        CommerceEvent event = logged.event();
        Envelope envelope = event.envelope();
        List<Item> items = EventFields.items(event);
        rows.row(table.columnCount())
                .text(logged.customer())
                .time(event.timestamp())
                .text(envelope.eventId())
                .text(event.action().wireName())
                .text(envelope.sessionId())
                .text(EventFields.orderId(event))
                .text(cartId(event))
                .int8(EventFields.valueMicros(event))
                .json(SafeJson.items(items))
                .json(SafeJson.context(envelope.context()))
                .json(SafeJson.object(EventFields.details(event)))
                .json(SafeJson.properties(envelope.properties()))
                .time(logged.appendedAt());
    }

    private static @Nullable String cartId(CommerceEvent event) {
        return event instanceof CartEvent cart ? cart.cartId() : null;
    }
}
