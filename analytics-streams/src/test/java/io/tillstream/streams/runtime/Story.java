package io.tillstream.streams.runtime;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.Item;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Makes events of a shop in which nothing happens but what a test says. */
final class Story {

    private int serial;

    CommerceEvent view(String customer, Instant at) {
        return new CommerceEvent.PageView(envelope(customer, at), "/", null);
    }

    CommerceEvent.Purchase buy(String customer, Instant at, Item... items) {
        return new CommerceEvent.Purchase(envelope(customer, at), "o-" + serial, null, List.of(items));
    }

    CommerceEvent refund(String customer, Instant at, long micros) {
        return new CommerceEvent.Refund(envelope(customer, at), "o", micros, List.of());
    }

    static Item item(String brand, String category, int quantity, long discountMicros) {
        return new Item(
                "p-" + brand + category,
                null,
                category.isEmpty() ? null : category,
                brand.isEmpty() ? null : brand,
                10_000_000,
                quantity,
                discountMicros,
                null);
    }

    private Envelope envelope(String customer, Instant at) {
        return new Envelope("e-" + serial++, customer, null, null, at, null, Context.UNKNOWN, Map.of());
    }
}
