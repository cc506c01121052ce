package io.tillstream.dashboard.sales;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.channel.Figures;
import java.time.Instant;

/** Channel {@code sales}: one row per business day, {@code [orders, units, gross, refunds, net, buyers]}. */
public final class SalesChannel implements Channel {

    private final SalesBook book;

    /** Draws from the book. */
    public SalesChannel(SalesBook book) {
        this.book = book;
    }

    @Override
    public String name() {
        return "sales";
    }

    @Override
    public long version(Instant now) {
        return book.version();
    }

    @Override
    public ObjectNode data(Instant now) {
        ObjectNode data = Figures.object();
        ObjectNode days = data.putObject("days");
        book.days().forEach((day, cell) -> days.set(day.toString(), row(cell)));
        return data;
    }

    /** The figures of a cell: orders, units, gross, refunds, net, buyers. */
    static ArrayNode row(SalesCell cell) {
        ArrayNode row = Figures.object().arrayNode();
        row.add(cell.orders());
        row.add(cell.units());
        row.add(Figures.money(cell.grossMicros()));
        row.add(Figures.money(cell.refundMicros()));
        row.add(Figures.money(cell.netMicros()));
        row.add(cell.buyers());
        return row;
    }
}
