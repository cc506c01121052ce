package io.tillstream.dashboard.sales;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The titles of products by their id, at most {@link #KEPT}: those of further products are not known here. */
public final class ProductTitles {

    static final int KEPT = 20_000;

    private final Map<String, String> titles = new HashMap<>();

    void put(String productId, @Nullable String title) {
        if (title != null && (titles.size() < KEPT || titles.containsKey(productId))) {
            titles.put(productId, title);
        }
    }

    /** Its title, or the id itself. */
    public String of(String productId) {
        return titles.getOrDefault(productId, productId);
    }
}
