package io.tillstream.benchmarks.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A customer's way through the funnel and the cart that is open, as JSON binds it. Mutable.
 *
 * <p>The rules are the product's, but for late events and for carts that nobody touches any more, which the DSL has no timers for.
 */
final class CustomerRun {

    private static final long SESSION_GAP_MILLIS = 30 * 60_000L;
    private static final long WINDOW_MILLIS = 24 * 3_600_000L;
    private static final long RECOVERY_MILLIS = 7 * 24 * 3_600_000L;

    /** Whether a run is under way. */
    public boolean open;

    public int level;
    public long firstAt;
    public long lastAt;
    public @Nullable String device;
    public @Nullable String channel;
    public @Nullable String country;

    /** The open cart; null without one. */
    public @Nullable Cart cart;

    /** Carts given up in the last 7 days. */
    public List<Cart> abandoned = new ArrayList<>();

    /** A cart as JSON binds it. */
    static final class Cart {
        public long openedAt;
        public long lastAt;
        public long abandonedAt;
        public @Nullable String device;
        public @Nullable String channel;
        public @Nullable String country;
        public Map<String, Integer> products = new TreeMap<>();
    }

    /** Is told what counts, and where. */
    interface Counts {
        void add(String step, long at, @Nullable String device, @Nullable String channel, @Nullable String country);
    }

    void take(ShopEvent event, Counts counts) {
        walk(event, counts);
        fill(event, counts);
    }

    private void walk(ShopEvent event, Counts counts) {
        long at = event.timestamp().toEpochMilli();
        boolean current =
                open && (Math.abs(at - lastAt) < SESSION_GAP_MILLIS || firstAt <= at && at <= firstAt + WINDOW_MILLIS);
        int step =
                switch (event.action()) {
                    case "page_view", "search", "remove_from_cart" -> 0;
                    case "view_item" -> 1;
                    case "add_to_cart" -> 2;
                    case "begin_checkout" -> 3;
                    case "purchase" -> 4;
                    default -> -1;
                };
        if (step < 0) {
            return;
        }
        if (step == 4) {
            if (current && level == 3) {
                counts.add("purchases", firstAt, device, channel, country);
                open = false;
            } else {
                counts.add("direct_purchases", at, event.device(), event.channel(), event.country());
            }
            return;
        }
        if (!current) {
            open = true;
            level = 0;
            firstAt = at;
            device = event.device();
            channel = event.channel();
            country = event.country();
            lastAt = at;
            counts.add("visits", firstAt, device, channel, country);
        }
        lastAt = Math.max(lastAt, at);
        if (step == level + 1) {
            level = step;
            counts.add(event.action(), firstAt, device, channel, country);
        }
    }

    private void fill(ShopEvent event, Counts counts) {
        long at = event.timestamp().toEpochMilli();
        Cart now = cart;
        if (now != null && at >= now.lastAt + SESSION_GAP_MILLIS) {
            giveUp(now, now.lastAt + SESSION_GAP_MILLIS, counts);
            now = null;
        }
        switch (event.action()) {
            case "add_to_cart" -> {
                if (now == null) {
                    now = new Cart();
                    now.openedAt = at;
                    now.device = event.device();
                    now.channel = event.channel();
                    now.country = event.country();
                    cart = now;
                    count("carts_opened", now, counts);
                }
                now.lastAt = at;
                for (ShopEvent.Line line : event.lines()) {
                    now.products.merge(line.productId(), line.quantity(), Integer::sum);
                }
            }
            case "remove_from_cart" -> {
                if (now != null) {
                    now.lastAt = at;
                    event.lines().forEach(line -> remove(line));
                    if (now.products.isEmpty()) {
                        count("carts_emptied", now, counts);
                        cart = null;
                    }
                }
            }
            case "begin_checkout" -> {
                if (now != null) {
                    now.lastAt = at;
                }
            }
            case "abandon" -> {
                if (now != null) {
                    giveUp(now, at, counts);
                }
            }
            case "purchase" -> buy(event, at, counts);
            default -> {}
        }
        abandoned.removeIf(old -> old.abandonedAt < at - RECOVERY_MILLIS);
    }

    private void remove(ShopEvent.Line line) {
        if (cart != null) {
            cart.products.computeIfPresent(
                    line.productId(), (id, units) -> units > line.quantity() ? units - line.quantity() : null);
        }
    }

    private void buy(ShopEvent purchase, long at, Counts counts) {
        if (cart != null && shares(cart, purchase)) {
            count("carts_purchased", cart, counts);
            cart = null;
        }
        abandoned.removeIf(old -> {
            boolean recovered = at <= old.abandonedAt + RECOVERY_MILLIS && shares(old, purchase);
            if (recovered) {
                count("carts_recovered", old, counts);
            }
            return recovered;
        });
    }

    private void giveUp(Cart old, long at, Counts counts) {
        old.abandonedAt = at;
        abandoned.add(old);
        cart = null;
        count("carts_abandoned", old, counts);
    }

    private static boolean shares(Cart some, ShopEvent purchase) {
        return purchase.lines().stream().anyMatch(line -> some.products.containsKey(line.productId()));
    }

    private static void count(String step, Cart some, Counts counts) {
        counts.add(step, some.openedAt, some.device, some.channel, some.country);
    }
}
