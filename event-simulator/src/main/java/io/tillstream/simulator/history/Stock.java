package io.tillstream.simulator.history;

import io.tillstream.contracts.event.Item;
import io.tillstream.simulator.catalogue.Catalogue;
import io.tillstream.simulator.catalogue.Product;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Units on hand. Purchases take from it; a product that runs low is ordered anew, and then its catalogue entry is due again. */
public final class Stock {

    private static final long LOW = 20;

    private final Catalogue catalogue;
    private final long[] units;
    private final Queue<Product> entriesDue = new ArrayDeque<>();

    /** All products at their opening stock, and all entries due. */
    public Stock(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.units = new long[catalogue.products().size()];
        for (Product product : catalogue.products()) {
            units[product.index()] = product.openingStock();
            entriesDue.add(product);
        }
    }

    /** Takes what was bought. */
    public void take(List<Item> items) {
        for (Item item : items) {
            Product product = catalogue.byId(item.productId());
            if (product != null) {
                int index = product.index();
                units[index] = Math.max(0, units[index] - item.quantity());
                if (units[index] < LOW) {
                    units[index] += product.openingStock();
                    entriesDue.add(product);
                }
            }
        }
    }

    /** The next product whose entry is due, or null. */
    public @Nullable Product nextEntry() {
        return entriesDue.poll();
    }

    /** Units on hand of a product. */
    public long of(Product product) {
        return units[product.index()];
    }
}
