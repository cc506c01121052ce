package io.tillstream.benchmarks.events;

import io.tillstream.contracts.event.Campaign;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.EventWriter;
import io.tillstream.contracts.event.Item;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Canonical events as a shop would send them, with every field that is usual. The same seed gives the same events. */
public final class SampleEvents {

    /** All events lie within 30 days from here. */
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static final long MILLIS = 30L * 24 * 3600 * 1000;
    private static final int PRODUCTS = 500;
    private static final List<String> CATEGORIES = List.of("Electronics", "Clothing", "Food", "Books", "Home");
    private static final List<String> BRANDS = List.of("Northwind", "Aurora", "Kestrel", "Maple & Co", "Ostrava");
    private static final List<String> CITIES = List.of("New York", "Los Angeles", "Chicago", "Houston", "Phoenix");
    private static final List<String> DEVICES = List.of("mobile", "desktop", "tablet");

    private final Random random;
    private final EventWriter writer = new EventWriter();

    /** The same events at every run of the same seed. */
    public SampleEvents(long seed) {
        this.random = new Random(seed);
    }

    /** So many different events of one shape, as JSON. */
    public byte[][] documents(Shape shape, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> writer.write(event(shape)))
                .toArray(byte[][]::new);
    }

    /** The next event of a shape. */
    CommerceEvent event(Shape shape) {
        return switch (shape) {
            case ADD_TO_CART -> new CommerceEvent.AddToCart(envelope(), cartId(), items(1));
            case PURCHASE ->
                new CommerceEvent.Purchase(envelope(), "o-" + random.nextInt(1_000_000), cartId(), items(5));
        };
    }

    private Envelope envelope() {
        return new Envelope(
                new UUID(random.nextLong(), random.nextLong()).toString(),
                "c-" + random.nextInt(100_000),
                null,
                "s-" + random.nextInt(1_000_000),
                BEGIN.plusMillis(random.nextLong(MILLIS)),
                "USD",
                new Context(random.nextInt(3) == 0 ? "app" : "web", one(DEVICES), "US", one(CITIES), campaign()),
                Map.of());
    }

    private @Nullable Campaign campaign() {
        return random.nextInt(5) == 0 ? new Campaign("newsletter", "email", "spring-" + random.nextInt(10)) : null;
    }

    private List<Item> items(int count) {
        return IntStream.range(0, count).mapToObj(i -> item()).toList();
    }

    private Item item() {
        int number = random.nextInt(PRODUCTS);
        String brand = BRANDS.get(number % BRANDS.size());
        return new Item(
                "p-" + number,
                brand + " article no. " + number,
                CATEGORIES.get(number % CATEGORIES.size()),
                brand,
                10_000L * (99 + random.nextInt(20_000)),
                1 + random.nextInt(3),
                0,
                "https://shop.example.com/images/p-" + number + ".jpg");
    }

    private String cartId() {
        return "cart-" + random.nextInt(1_000_000);
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
