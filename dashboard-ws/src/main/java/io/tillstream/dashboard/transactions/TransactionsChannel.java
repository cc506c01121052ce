package io.tillstream.dashboard.transactions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Item;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.channel.Figures;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Channel {@code transactions}: the latest purchases and refunds by a number that grows with each; refunds have a negative amount. */
public final class TransactionsChannel implements Channel {

    private final TransactionFeed feed;

    /** Draws from the feed. */
    public TransactionsChannel(TransactionFeed feed) {
        this.feed = feed;
    }

    @Override
    public String name() {
        return "transactions";
    }

    @Override
    public long version(Instant now) {
        return feed.version();
    }

    @Override
    public ObjectNode data(Instant now) {
        ObjectNode data = Figures.object();
        ObjectNode rows = data.putObject("rows");
        for (TransactionFeed.Entry entry : feed.latest()) {
            ObjectNode row = rows.putObject(Long.toString(entry.number()));
            CommerceEvent event = entry.event();
            row.put("action", event.action().wireName());
            row.put("customer_id", event.key());
            row.put("at", event.timestamp().toString());
            Context context = event.envelope().context();
            put(row, "country", context.country());
            put(row, "location", context.location());
            put(row, "channel", context.channel());
            switch (event) {
                case CommerceEvent.Purchase purchase -> {
                    row.put("order_id", purchase.orderId());
                    row.set("amount", Figures.money(purchase.grossMicros()));
                    items(row, purchase.items());
                }
                case CommerceEvent.Refund refund -> {
                    row.put("order_id", refund.orderId());
                    row.set("amount", Figures.money(-refund.amountMicros()));
                    items(row, refund.items());
                }
                default -> throw new IllegalStateException("not a transaction: " + event.action());
            }
        }
        return data;
    }

    private static void items(ObjectNode row, List<Item> items) {
        long units = 0;
        for (Item item : items) {
            units += item.quantity();
        }
        row.put("units", units);
        if (!items.isEmpty()) {
            Item first = items.getFirst();
            row.put("title", first.title() == null ? first.productId() : first.title());
            put(row, "category", first.category());
        }
    }

    private static void put(ObjectNode row, String name, @Nullable String value) {
        if (value != null) {
            row.put(name, value);
        }
    }
}
