package io.tillstream.streams.carts;

import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.output.CartChange;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One cart: its lines and its times (milliseconds since 1970). */
final class Cart {

    static final long TIMEOUT_MILLIS = Duration.ofMinutes(30).toMillis();

    /** The day of a cart that was opened before days were kept. */
    static final int NO_DAY = Integer.MIN_VALUE;

    final String key;

    @Nullable
    String cartId;

    final long openedAt;
    final long hour;
    final String device;
    final String channel;
    final String country;

    /** Business day it was opened, in days since 1970-01-01, or {@link #NO_DAY}. */
    int openedDay = NO_DAY;

    long lastActivityAt;

    /** When it was abandoned; {@link Long#MAX_VALUE} while it was not. */
    long abandonedAt = Long.MAX_VALUE;

    /** What was in it when it was abandoned, in micros. */
    long abandonedMicros;

    private final Map<String, CartChange.Line> lines = new LinkedHashMap<>();

    Cart(String key, @Nullable String cartId, long openedAt, long hour, String device, String channel, String country) {
        this.key = key;
        this.cartId = cartId;
        this.openedAt = openedAt;
        this.hour = hour;
        this.device = device;
        this.channel = channel;
        this.country = country;
        this.lastActivityAt = openedAt;
    }

    /** When it is abandoned unless something happens before. */
    long timeoutAt() {
        return lastActivityAt + TIMEOUT_MILLIS;
    }

    /** Whether an activity of that time belongs to it. */
    boolean takes(long at) {
        return openedAt - TIMEOUT_MILLIS < at && at < timeoutAt();
    }

    boolean isAbandoned() {
        return abandonedAt != Long.MAX_VALUE;
    }

    void put(Item item) {
        lines.merge(
                item.productId(),
                new CartChange.Line(
                        item.productId(), item.title(), item.category(), item.quantity(), item.amountMicros()),
                (old, added) -> new CartChange.Line(
                        old.productId(),
                        added.title() == null ? old.title() : added.title(),
                        added.category() == null ? old.category() : added.category(),
                        atMostInt((long) old.quantity() + added.quantity()),
                        old.amountMicros() + added.amountMicros()));
    }

    /** No sequence of events may stop the stream, not even one that fills a cart with billions. */
    private static int atMostInt(long quantity) {
        return (int) Math.min(Integer.MAX_VALUE, quantity);
    }

    /** Takes units out; the line keeps its average price per unit, rounded down. */
    void take(Item item) {
        lines.computeIfPresent(item.productId(), (id, old) -> {
            int left = old.quantity() - item.quantity();
            if (left <= 0) {
                return null;
            }
            long perUnit = old.amountMicros() / old.quantity();
            long rest = old.amountMicros() % old.quantity();
            return new CartChange.Line(
                    id, old.title(), old.category(), left, perUnit * left + rest * left / old.quantity());
        });
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    boolean shares(List<Item> items, @Nullable String boughtCartId) {
        if (cartId != null && cartId.equals(boughtCartId)) {
            return true;
        }
        for (Item item : items) {
            if (lines.containsKey(item.productId())) {
                return true;
            }
        }
        return false;
    }

    long valueMicros() {
        long sum = 0;
        for (CartChange.Line line : lines.values()) {
            sum += line.amountMicros();
        }
        return sum;
    }

    List<CartChange.Line> lines() {
        return List.copyOf(lines.values());
    }

    void write(BinaryWriter out) {
        out.writeText(key).writeText(cartId).writeSigned(openedAt).writeSigned(hour);
        out.writeText(device).writeText(channel).writeText(country);
        out.writeSigned(lastActivityAt).writeSigned(abandonedAt).writeSigned(abandonedMicros);
        out.writeUnsigned(lines.size());
        for (CartChange.Line line : lines.values()) {
            out.writeText(line.productId()).writeText(line.title()).writeText(line.category());
            out.writeUnsigned(line.quantity()).writeSigned(line.amountMicros());
        }
    }

    static Cart read(BinaryReader in) {
        Cart cart = new Cart(
                in.readRequiredText(),
                in.readText(),
                in.readSigned(),
                in.readSigned(),
                in.readRequiredText(),
                in.readRequiredText(),
                in.readRequiredText());
        cart.lastActivityAt = in.readSigned();
        cart.abandonedAt = in.readSigned();
        cart.abandonedMicros = in.readSigned();
        for (int left = in.readCount(); left > 0; left--) {
            CartChange.Line line = new CartChange.Line(
                    in.readRequiredText(), in.readText(), in.readText(), in.readCount(), in.readSigned());
            cart.lines.put(line.productId(), line);
        }
        return cart;
    }
}
