package io.tillstream.dashboard.sales;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.channel.Figures;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Channel {@code categories}: sales of all time by category, country, location and age group, each the {@link #SHOWN} best values by net sales as
 * {@code [orders, units, gross, refunds, net, buyers]}, and how many more there are.
 */
public final class CategoriesChannel implements Channel {

    private static final int SHOWN = 50;
    private static final Comparator<SalesCell> BEST_FIRST =
            Comparator.comparingLong(SalesCell::netMicros).reversed().thenComparing(SalesCell::value);

    private final SalesBook book;

    /** Draws from the book. */
    public CategoriesChannel(SalesBook book) {
        this.book = book;
    }

    @Override
    public String name() {
        return "categories";
    }

    @Override
    public long version(Instant now) {
        return book.standingsVersion();
    }

    @Override
    public ObjectNode data(Instant now) {
        ObjectNode data = Figures.object();
        for (Map.Entry<String, Map<String, SalesCell>> dimension :
                book.standings().entrySet()) {
            List<SalesCell> sold = dimension.getValue().values().stream()
                    .filter(cell -> cell.orders() > 0)
                    .sorted(BEST_FIRST)
                    .toList();
            ObjectNode shown = data.putObject(dimension.getKey());
            ObjectNode values = shown.putObject("values");
            sold.stream().limit(SHOWN).forEach(cell -> values.set(cell.value(), SalesChannel.row(cell)));
            shown.put("more", Math.max(0, sold.size() - SHOWN));
        }
        return data;
    }
}
