package io.tillstream.ingest.imports.clean;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventBounds;
import io.tillstream.contracts.event.EventWriter;
import io.tillstream.contracts.money.Micros;
import io.tillstream.ingest.imports.source.BadFileException;
import io.tillstream.ingest.imports.source.BadFileException.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The second pass: puts clean lines to orders and gives each order away as soon as its last line was read, wherever in the file its lines stand.
 *
 * <p>Memory holds the orders that have begun and are not complete: in a table that is sorted by time, a handful.
 */
final class OrderAssembler {

    private static final int MAX_OPEN_LINES = 500_000;
    private static final int SURELY_SMALL_ITEMS = 500;
    private static final int PROGRESS_LINES = 1_024;

    private final CleanTable table;
    private final OrderEvents events;
    private final EventWriter writer = new EventWriter();
    private final Figures figures = new Figures();
    private final Map<Integer, List<Line>> open = new HashMap<>();
    private int openLines;

    OrderAssembler(CleanTable table) {
        this.table = table;
        this.events = new OrderEvents(table.orders());
    }

    /**
     * Reads all lines and gives away an event for each order, in the order in which they become complete.
     *
     * @return what was left after cleaning
     */
    CleaningReport assemble(EventSink sink, Progress progress) throws IOException, InterruptedException {
        try (LineFile.Reader reader = new LineFile.Reader(table.lineFile())) {
            for (long read = 1; read <= table.lines(); read++) {
                take(reader.read(), sink);
                if (read % PROGRESS_LINES == 0 || read == table.lines()) {
                    progress.assembled(read, table.lines());
                }
            }
        }
        return figures.report(table);
    }

    private void take(Line line, EventSink sink) throws IOException, InterruptedException {
        if (table.isOutlier(line)) {
            table.removals().add(Step.OUTLIER, line.row(), "quantity or price is beyond 1.5 interquartile ranges");
        } else {
            open.computeIfAbsent(line.order(), ignored -> new ArrayList<>()).add(line);
            if (++openLines > MAX_OPEN_LINES) {
                throw new BadFileException(
                        Problem.NOT_GROUPED,
                        "the lines of the same orders are spread all over the file; sort it by order or by time");
            }
        }
        if (table.orders().takeLine(line.order()) == 0) {
            List<Line> order = open.remove(line.order());
            if (order != null) {
                openLines -= order.size();
                giveAway(order, sink);
            }
        }
    }

    private void giveAway(List<Line> order, EventSink sink) throws IOException, InterruptedException {
        CommerceEvent event = order.size() > EventBounds.MAX_ITEMS ? null : events.of(order);
        String tooLarge =
                event == null ? "has more than " + EventBounds.MAX_ITEMS + " lines" : whyTooLarge(order, event);
        if (event == null || tooLarge != null) {
            Line first = order.getFirst();
            long counted = first.refund() ? 0 : order.size();
            table.removals()
                    .add(Step.OVERSIZED_ORDER, first.row(), counted, "order " + first.orderId() + " " + tooLarge);
            return;
        }
        sink.accept(event);
        figures.add(order);
    }

    private @Nullable String whyTooLarge(List<Line> order, CommerceEvent event) {
        long sum = 0;
        for (Line line : order) {
            sum += line.amountMicros();
        }
        if (sum > EventBounds.MAX_TOTAL_MICROS) {
            return "costs more than " + EventBounds.MAX_TOTAL_MICROS / Micros.PER_UNIT;
        }
        boolean large =
                order.size() > SURELY_SMALL_ITEMS && writer.write(event).length > EventBounds.MAX_DOCUMENT_BYTES;
        return large ? "takes more than " + EventBounds.MAX_DOCUMENT_BYTES + " bytes as one event" : null;
    }
}
