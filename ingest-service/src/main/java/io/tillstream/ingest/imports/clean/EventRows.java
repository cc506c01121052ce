package io.tillstream.ingest.imports.clean;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.money.Micros;
import io.tillstream.ingest.imports.source.BadFileException;
import io.tillstream.ingest.imports.source.BadFileException.Problem;
import io.tillstream.ingest.imports.source.RowSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table of events, one in each row. A row is held to the very rules of an event sent over HTTP; one that breaks them is left out, counted, and the report
 * says why. Rows that are the same in all columns are one event.
 *
 * <p>Memory grows by 27 to 53 bytes for each row, and for each order and customer.
 */
final class EventRows {

    private static final int CHECKED_ROWS = 1_000;
    private static final int PROGRESS_ROWS = 1_024;
    private static final Duration AHEAD = Duration.ofHours(24);

    private final RowSource source;
    private final CleaningOptions options;
    private final DateText dates;
    private final EventColumns columns;
    private final EventDocument document;
    private final EventReader reader;
    private final Removals removals = new Removals();
    private final HashIndex seenRows = new HashIndex();
    private final HashIndex seenOrders = new HashIndex();
    private final TextHash hash = new TextHash();
    private final Distinct customers = new Distinct();
    private final Distinct products = new Distinct();
    private final Map<String, Long> events = new TreeMap<>();
    private long rows;
    private long units;
    private long revenueMicros;
    private long refundedMicros;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;

    EventRows(RowSource source, CleaningOptions options, DateText dates) throws BadFileException {
        this.source = source;
        this.options = options;
        this.dates = dates;
        this.columns = EventColumns.of(source.header(), options);
        this.document =
                new EventDocument(columns, new NumberText(source.traits().decimalComma()), dates);
        this.reader = new EventReader(options.currency());
    }

    /** Reads the table to its end and says what is in it. */
    CleaningReport read(EventSink sink, Progress progress) throws IOException, InterruptedException {
        String[] row;
        while ((row = source.next()) != null) {
            rows++;
            take(row, sink);
            if (rows == CHECKED_ROWS) {
                checkReadable();
            }
            if (rows > options.maxRows()) {
                throw new BadFileException(
                        Problem.TOO_LARGE,
                        "the file has more than " + options.maxRows() + " rows; split it into several");
            }
            if (rows % PROGRESS_ROWS == 0) {
                progress.read(rows, source.bytesRead());
            }
        }
        if (rows < CHECKED_ROWS) {
            checkReadable();
        }
        progress.read(rows, source.bytesRead());
        return report();
    }

    /** Reads the table, which was read before, and gives its events away. */
    void send(EventSink sink, Progress progress, long ofRows) throws IOException, InterruptedException {
        String[] row;
        while ((row = source.next()) != null) {
            rows++;
            take(row, sink);
            if (rows % PROGRESS_ROWS == 0) {
                progress.assembled(Math.min(rows, ofRows), ofRows);
            }
        }
        progress.assembled(ofRows, ofRows);
    }

    private void take(String[] cells, EventSink sink) throws IOException, InterruptedException {
        CommerceEvent event;
        try {
            String[] row = fitted(cells);
            hash.of(named(row));
            boolean isNew = seenRows.add(hash.high(), hash.low());
            event = event(row);
            if (!isNew) {
                removals.add(Step.DUPLICATE, source.rowNumber(), "is the same in all columns as a row before");
                return;
            }
            checkOrder(event);
        } catch (RowProblem problem) {
            removals.add(Step.UNREADABLE, source.rowNumber(), String.valueOf(problem.getMessage()));
            return;
        }
        count(event);
        sink.accept(event);
    }

    private CommerceEvent event(String[] row) throws RowProblem, IOException {
        Action action = columns.action(row);
        if (action == null) {
            throw new RowProblem(columns.name(EventColumns.ACTION), "is not a known action");
        }
        byte[] json = document.of(row, action, eventId(action));
        try {
            // the bound on times ahead is the same as over HTTP
            return reader.read(json, options.latest().minus(AHEAD));
        } catch (InvalidEventException e) {
            throw new RowProblem(e.field(), e.reason());
        }
    }

    /** A UUID of the custom version 8 (RFC 9562) from what stands in the row; a column with ids overrules it. */
    private String eventId(Action action) {
        long high = (hash.high() ^ action.ordinal()) & ~0xf000L | 0x8000L;
        long low = (hash.low() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** The cells with what their columns hold, so that the same cells under other names make other ids. */
    private String[] named(String[] row) {
        String[] named = Arrays.copyOf(row, row.length + 1);
        named[row.length] = columns.names();
        return named;
    }

    private String[] fitted(String[] cells) throws RowProblem {
        int width = cells.length;
        while (width > columns.width() && cells[width - 1].isBlank()) {
            width--;
        }
        if (width != columns.width()) {
            throw new RowProblem("row", "has " + width + " cells where the header has " + columns.width());
        }
        return width == cells.length ? cells : Arrays.copyOf(cells, width);
    }

    /** An order counts once: one with several lines in as many rows would lose all but the first. */
    private void checkOrder(CommerceEvent event) throws RowProblem {
        if (event instanceof CommerceEvent.Purchase order) {
            TextHash id = new TextHash().of(order.key(), order.orderId());
            if (!seenOrders.add(id.high(), id.low())) {
                throw new RowProblem(
                        columns.name("order_id"),
                        "stands in a row before; import orders of several lines as a table without a column for action");
            }
        }
    }

    private void count(CommerceEvent event) {
        events.merge(event.action().wireName(), 1L, Long::sum);
        long at = event.timestamp().toEpochMilli();
        firstMillis = Math.min(firstMillis, at);
        lastMillis = Math.max(lastMillis, at);
        String customer = event.envelope().customerId();
        if (customer != null) {
            customers.add(customer);
        }
        switch (event) {
            case CommerceEvent.Purchase order -> {
                revenueMicros = Math.addExact(revenueMicros, order.grossMicros());
                for (Item item : order.items()) {
                    units += item.quantity();
                    products.add(item.productId());
                }
            }
            case CommerceEvent.Refund refund -> refundedMicros = Math.addExact(refundedMicros, refund.amountMicros());
            case CommerceEvent.ProductUpdated updated ->
                products.add(updated.product().productId());
            default -> {}
        }
    }

    private void checkReadable() throws BadFileException {
        long unreadable = removals.removed(Step.UNREADABLE);
        if (unreadable * 2 > rows) {
            throw new BadFileException(
                    Problem.MOSTLY_UNREADABLE,
                    unreadable + " of the first " + rows + " rows cannot be read; the first because "
                            + removals.firstReason(Step.UNREADABLE));
        }
    }

    private CleaningReport report() {
        long lines = events.values().stream().mapToLong(Long::longValue).sum();
        return new CleaningReport(
                source.traits().format(),
                source.traits().encoding(),
                source.traits().delimiter(),
                source.traits().sheet(),
                dates.description(),
                notes(),
                rows,
                removals.results(rows),
                lines,
                customers.count(),
                Math.toIntExact(of(Action.PURCHASE)),
                products.count(),
                0,
                units,
                Micros.toDecimal(revenueMicros),
                instant(firstMillis),
                instant(lastMillis),
                Math.toIntExact(of(Action.REFUND)),
                of(Action.REFUND),
                Micros.toDecimal(refundedMicros),
                events);
    }

    private long of(Action action) {
        return events.getOrDefault(action.wireName(), 0L);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (rows == 0) {
            notes.add("The file has a header and no row.");
        }
        if (dates.ambiguous()) {
            notes.add("Every date could begin with the month or with the day; the month was taken. "
                    + "Name date_format=dmy if that is wrong.");
        }
        return notes;
    }

    private @Nullable Instant instant(long millis) {
        return events.isEmpty() ? null : Instant.ofEpochMilli(millis);
    }
}
