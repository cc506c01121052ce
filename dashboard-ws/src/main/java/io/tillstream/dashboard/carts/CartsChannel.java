package io.tillstream.dashboard.carts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.output.CartChange;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.channel.Figures;
import io.tillstream.dashboard.status.Freshness;
import java.time.Instant;

/** Channel {@code carts}: number and value of the carts abandoned now, and the newest and the most valuable of them. */
public final class CartsChannel implements Channel {

    private static final int SHOWN = 30;
    private static final int LINES_SHOWN = 3;

    private final CartBook book;
    private final Freshness freshness;

    /** Draws from the book. */
    public CartsChannel(CartBook book, Freshness freshness) {
        this.book = book;
        this.freshness = freshness;
    }

    @Override
    public String name() {
        return "carts";
    }

    @Override
    public long version(Instant now) {
        book.expire(freshness.asOf(now));
        return book.version();
    }

    @Override
    public ObjectNode data(Instant now) {
        ObjectNode data = Figures.object();
        data.put("count", book.size());
        data.set("value", Figures.money(book.valueMicros()));
        data.put("complete", book.complete());
        ObjectNode rows = data.putObject("rows");
        book.newest(SHOWN).forEach(cart -> write(rows, cart));
        book.mostValuable(SHOWN).forEach(cart -> write(rows, cart));
        return data;
    }

    private static void write(ObjectNode rows, CartChange cart) {
        if (rows.has(cart.cartKey())) {
            return;
        }
        ObjectNode row = rows.putObject(cart.cartKey());
        row.put("customer_id", cart.customerId());
        row.set("value", Figures.money(cart.valueMicros()));
        row.put("opened_at", cart.openedAt().toString());
        row.put("abandoned_at", cart.changedAt().toString());
        long units = 0;
        ArrayNode titles = row.putArray("titles");
        for (CartChange.Line line : cart.items()) {
            units += line.quantity();
            if (titles.size() < LINES_SHOWN) {
                titles.add(line.title() == null ? line.productId() : line.title());
            }
        }
        row.put("lines", cart.items().size());
        row.put("units", units);
    }
}
