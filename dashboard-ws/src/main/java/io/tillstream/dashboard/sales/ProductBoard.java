package io.tillstream.dashboard.sales;

import io.tillstream.contracts.output.SalesCell;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The products with the most net sales, in bounded memory: {@link #KEPT} are kept for the few that are shown, so that refunds, which let a product sink,
 * do not leave a gap. The product that sinks below all kept ones is forgotten until its next record.
 */
final class ProductBoard {

    static final int KEPT = 2_000;

    private static final Comparator<SalesCell> BEST_FIRST =
            Comparator.comparingLong(SalesCell::netMicros).reversed().thenComparing(SalesCell::value);

    private final Map<String, SalesCell> byProduct = new HashMap<>();
    private final TreeSet<SalesCell> ranked = new TreeSet<>(BEST_FIRST);

    void put(SalesCell product) {
        SalesCell before = byProduct.put(product.value(), product);
        if (before != null) {
            ranked.remove(before);
        }
        ranked.add(product);
        if (ranked.size() > KEPT) {
            byProduct.remove(ranked.removeLast().value());
        }
    }

    /** The first of the board, best first, those without any order left out. */
    List<SalesCell> top(int count) {
        return ranked.stream()
                .filter(product -> product.orders() > 0)
                .limit(count)
                .toList();
    }
}
