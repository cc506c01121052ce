package io.tillstream.streams.bundles;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.Item;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Orders and catalogue entries by hand. */
final class Baskets {

    private Baskets() {}

    static CommerceEvent.Purchase order(String customer, String order, String at, String... products) {
        return new CommerceEvent.Purchase(
                new Envelope("e-" + order, customer, null, null, Instant.parse(at), "USD", Context.UNKNOWN, Map.of()),
                order,
                null,
                Arrays.stream(products).map(Baskets::line).toList());
    }

    /** {@code id}, {@code id*3} for three units, {@code id:Books} with a category. */
    private static Item line(String text) {
        List<String> parts = List.of(text.split("[*:]", -1));
        int units = text.contains("*") ? Integer.parseInt(parts.get(1)) : 1;
        return new Item(
                parts.getFirst(), null, text.contains(":") ? parts.get(1) : null, null, 1_000_000, units, 0, null);
    }

    static CommerceEvent.ProductUpdated entry(
            String product, String at, @Nullable Long stock, @Nullable String category) {
        return new CommerceEvent.ProductUpdated(
                new Envelope(
                        "u-" + product + at, null, null, null, Instant.parse(at), "USD", Context.UNKNOWN, Map.of()),
                new Item(product, null, category, null, 1_000_000, 1, 0, null),
                stock);
    }
}
