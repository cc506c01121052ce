package io.tillstream.streams.carts;

import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.ProductCartCell;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.cells.CellKey;
import io.tillstream.streams.cells.Dimension;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Occurrence;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of carts by what they hold, on the day they were opened; the sums and their published form, {@link ProductCartCell}. */
final class ProductCartCells {

    static final int PURCHASED = 0;
    static final int ABANDONED = 1;
    static final int RECOVERED = 2;
    private static final int SUMS = 3;

    private static final OutputJson<ProductCartCell> JSON = OutputJson.of(ProductCartCell.class);

    static final CellFamily FAMILY = new CellFamily(36, "product-carts", TopicCatalogue.PRODUCT_CARTS, SUMS) {
        @Override
        public @Nullable CellKey rollUp(CellKey key) {
            return key.time() == CellKey.ALL_TIME
                    ? null
                    : new CellKey(this, CellKey.ALL_TIME, key.dimension(), key.value());
        }

        @Override
        public String recordKey(CellKey key) {
            String period = key.time() == CellKey.ALL_TIME ? "all|" : "day|" + LocalDate.ofEpochDay(key.time());
            return period + "|" + key.dimension().wireName() + "|" + key.value();
        }

        @Override
        public byte[] recordValue(CellKey key, Cell cell, BusinessTime calendar) {
            boolean allTime = key.time() == CellKey.ALL_TIME;
            return JSON.write(new ProductCartCell(
                    allTime ? "all" : "day",
                    allTime ? null : LocalDate.ofEpochDay(key.time()),
                    key.dimension().wireName(),
                    key.value(),
                    cell.sum(PURCHASED),
                    cell.sum(ABANDONED),
                    cell.sum(RECOVERED),
                    Instant.ofEpochMilli(cell.freshThrough())));
        }
    };

    private ProductCartCells() {}

    /** Counts a cart in each product and category that it holds now; {@code count} is −1 to take it back. */
    static void count(Cart cart, int sum, int count, long receivedAt, Effects effects) {
        if (cart.openedDay == Cart.NO_DAY) {
            return;
        }
        Set<String> categories = new HashSet<>(4);
        for (var line : cart.lines()) {
            effects.cell(new CellKey(FAMILY, cart.openedDay, Dimension.PRODUCT, line.productId()), receivedAt)
                    .add(sum, count);
            String category = Occurrence.orUnknown(line.category());
            if (categories.add(category)) {
                effects.cell(new CellKey(FAMILY, cart.openedDay, Dimension.CATEGORY, category), receivedAt)
                        .add(sum, count);
            }
        }
    }
}
