package io.tillstream.dashboard.sales;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.channel.Figures;
import java.time.Instant;

/** Channel {@code products}: the best products by net sales of all time. */
public final class ProductsChannel implements Channel {

    private static final int SHOWN = 20;

    private final SalesBook book;

    /** Draws from the book. */
    public ProductsChannel(SalesBook book) {
        this.book = book;
    }

    @Override
    public String name() {
        return "products";
    }

    @Override
    public long version(Instant now) {
        return book.productsVersion();
    }

    @Override
    public ObjectNode data(Instant now) {
        ObjectNode data = Figures.object();
        ArrayNode rows = data.putArray("rows");
        for (SalesCell product : book.products().top(SHOWN)) {
            ObjectNode row = rows.addObject();
            row.put("product_id", product.value());
            if (product.title() != null) {
                row.put("title", product.title());
            }
            if (product.category() != null) {
                row.put("category", product.category());
            }
            row.put("orders", product.orders());
            row.put("units", product.units());
            row.set("net", Figures.money(product.netMicros()));
            row.put("views", product.views());
            row.put("cart_adds", product.cartAdds());
            if (product.stockOnHand() != null) {
                row.put("stock_on_hand", product.stockOnHand());
            }
        }
        return data;
    }
}
