package io.tillstream.streams.runtime;

import io.tillstream.contracts.event.Campaign;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.CustomerDetails;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Any sequence of events a shop may send, sensible or not: late, repeated, out of order, by few customers so that everything meets everything. */
final class RandomShop {

    private final Random random;
    private final int customers;
    private final List<CommerceEvent> sent = new ArrayList<>();
    private final int visitors;
    private Instant now;
    private int serial;

    RandomShop(long seed, int customers, Instant start) {
        this(seed, customers, 0, start);
    }

    /** One in which so many visitors identify as customers, as one after the other, late, and by mistake. */
    RandomShop(long seed, int customers, int visitors, Instant start) {
        this.random = new Random(seed);
        this.visitors = visitors;
        this.customers = customers;
        this.now = start;
    }

    /** The clock of the shop. */
    Instant now() {
        return now;
    }

    /** The next delivery: mostly a new event, sometimes one sent before. */
    CommerceEvent next() {
        now = now.plusMillis(random.nextInt(10) == 0 ? random.nextInt(3_600_000) : random.nextInt(60_000));
        if (!sent.isEmpty() && random.nextInt(20) == 0) {
            return sent.get(Math.max(0, sent.size() - 1 - random.nextInt(200)));
        }
        CommerceEvent event = make();
        sent.add(event);
        return event;
    }

    private CommerceEvent make() {
        if (visitors > 0 && random.nextInt(12) == 0) {
            return join();
        }
        Envelope envelope = envelope();
        return switch (random.nextInt(12)) {
            case 0 -> new CommerceEvent.PageView(envelope, "/home", null);
            case 1, 2 -> new CommerceEvent.ViewItem(envelope, items());
            case 3 -> new CommerceEvent.Search(envelope, "lamp");
            case 4, 5, 6 -> new CommerceEvent.AddToCart(envelope, cartId(), items());
            case 7 -> new CommerceEvent.RemoveFromCart(envelope, cartId(), items());
            case 8 -> new CommerceEvent.BeginCheckout(envelope, cartId(), List.of());
            case 9 -> new CommerceEvent.Purchase(envelope, "o-" + random.nextInt(5_000), cartId(), items());
            case 10 -> rare(envelope);
            default -> new CommerceEvent.ViewItem(envelope, items());
        };
    }

    private CommerceEvent join() {
        Envelope any = envelope();
        Envelope both = new Envelope(
                any.eventId(),
                "c-" + random.nextInt(customers),
                visitor(),
                null,
                any.timestamp(),
                null,
                any.context(),
                Map.of());
        return random.nextInt(5) == 0
                ? new CommerceEvent.Unmerge(both)
                : new CommerceEvent.Identify(
                        both, new CustomerDetails(null, null, null, null, null, pick("Oslo", null), null, null));
    }

    /** Half of them are called like customers, which they are not. */
    private String visitor() {
        int number = random.nextInt(visitors);
        return (number % 2 == 0 ? "v-" : "c-") + number;
    }

    private CommerceEvent rare(Envelope envelope) {
        return switch (random.nextInt(5)) {
            case 0 -> new CommerceEvent.Abandon(envelope, cartId(), List.of());
            case 1 -> refund(envelope);
            case 2 ->
                new CommerceEvent.Identify(
                        envelope,
                        new CustomerDetails(
                                null,
                                null,
                                null,
                                pick("18-25", "55+", null),
                                null,
                                pick("Rome", null),
                                pick("IT", null),
                                null));
            case 3 -> new CommerceEvent.ProductUpdated(envelope, item(random.nextInt(8)), (long) random.nextInt(100));
            default -> new CommerceEvent.AdSpend(envelope, "search", 5_000_000);
        };
    }

    private CommerceEvent refund(Envelope envelope) {
        List<Item> items = random.nextBoolean() ? List.of() : items();
        long explained = items.stream().mapToLong(Item::amountMicros).sum();
        long more = items.isEmpty() || random.nextBoolean() ? 1 + random.nextInt(9_000_000) : 0;
        long amount = Math.max(1, explained + more);
        return new CommerceEvent.Refund(envelope, "o-" + random.nextInt(5_000), amount, items);
    }

    private Envelope envelope() {
        Instant at = now;
        int fate = random.nextInt(40);
        if (fate == 0) {
            at = now.minus(Duration.ofDays(random.nextInt(30)));
        } else if (fate < 5) {
            at = now.minus(Duration.ofMinutes(random.nextInt(120)));
        } else if (fate == 5) {
            at = now.plus(Duration.ofMinutes(random.nextInt(600)));
        }
        boolean anonymous = random.nextInt(visitors > 0 ? 2 : 15) == 0;
        String who = anonymous && visitors > 0 ? visitor() : "c-" + random.nextInt(customers);
        return new Envelope(
                "e-" + serial++,
                anonymous ? null : who,
                anonymous ? who : null,
                null,
                at,
                null,
                new Context(
                        pick("web", "app", null),
                        pick("mobile", "desktop", null),
                        pick("US", null, null),
                        pick("Chicago", null, null),
                        random.nextBoolean() ? null : new Campaign("news", "email", "spring")),
                Map.of());
    }

    private List<Item> items() {
        List<Item> items = new ArrayList<>();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            items.add(item(random.nextInt(8)));
        }
        return items;
    }

    private Item item(int product) {
        int quantity = 1 + random.nextInt(4);
        long price = 1_000L * random.nextInt(100_000);
        long discount = random.nextInt(3) == 0 ? price * quantity / 7 : 0;
        return new Item(
                "p-" + product,
                pick("Title " + product, null),
                product < 6 ? "Category " + product % 3 : null,
                null,
                price,
                quantity,
                discount,
                null);
    }

    private @Nullable String cartId() {
        return random.nextInt(3) == 0 ? "cart-" + random.nextInt(3) : null;
    }

    private @Nullable String pick(@Nullable String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
