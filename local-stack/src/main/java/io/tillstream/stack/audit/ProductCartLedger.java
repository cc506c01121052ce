package io.tillstream.stack.audit;

import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.ProductCartCell;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of carts by what they held, on the day they were opened and over all time. */
final class ProductCartLedger {

    private final Map<Key, ProductCartCell> cells = new HashMap<>();

    /** One cell; no day for all time. */
    record Key(@Nullable LocalDate day, String dimension, String value) {

        static Key of(ProductCartCell cell) {
            return new Key(cell.day(), cell.dimension(), cell.value());
        }

        @Override
        public String toString() {
            return (day == null ? "all" : day) + " " + dimension + " " + value;
        }
    }

    /** Counts a cart as it stands, if it was bought or left. */
    void count(CartChange cart, LocalDate opened) {
        ProductCartCell outcome =
                switch (cart.state()) {
                    case "purchased" -> cell(1, 0, 0);
                    case "abandoned" -> cell(0, 1, 0);
                    case "recovered" -> cell(0, 1, 1);
                    default -> cell(0, 0, 0);
                };
        Set<String> categories = new HashSet<>();
        for (CartChange.Line line : cart.items()) {
            add(opened, "product", line.productId(), outcome);
            categories.add(Visitor.known(line.category(), null));
        }
        categories.forEach(category -> add(opened, "category", category, outcome));
    }

    private void add(LocalDate day, String dimension, String value, ProductCartCell outcome) {
        if (!isBlank(outcome)) {
            cells.merge(new Key(day, dimension, value), outcome, ProductCartLedger::sum);
            cells.merge(new Key(null, dimension, value), outcome, ProductCartLedger::sum);
        }
    }

    private static ProductCartCell sum(ProductCartCell a, ProductCartCell b) {
        return cell(a.purchased() + b.purchased(), a.abandoned() + b.abandoned(), a.recovered() + b.recovered());
    }

    private static ProductCartCell cell(long purchased, long abandoned, long recovered) {
        return new ProductCartCell("", null, "", "", purchased, abandoned, recovered, Instant.EPOCH);
    }

    Set<Key> keys() {
        return cells.keySet();
    }

    /** The cell of a key as a record; null when nothing was counted. */
    @Nullable
    ProductCartCell record(Key key) {
        ProductCartCell counted = cells.get(key);
        return counted == null
                ? null
                : new ProductCartCell(
                        key.day() == null ? "all" : "day",
                        key.day(),
                        key.dimension(),
                        key.value(),
                        counted.purchased(),
                        counted.abandoned(),
                        counted.recovered(),
                        Instant.EPOCH);
    }

    static boolean isBlank(ProductCartCell cell) {
        return cell.purchased() == 0 && cell.abandoned() == 0 && cell.recovered() == 0;
    }
}
