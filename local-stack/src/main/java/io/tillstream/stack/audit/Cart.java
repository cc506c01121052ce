package io.tillstream.stack.audit;

import io.tillstream.contracts.event.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One cart from its first item to its end. All times are event times. */
final class Cart {

    /** Where a cart stands. */
    enum State {
        OPEN,
        PURCHASED,
        ABANDONED,
        RECOVERED,
        EMPTIED;

        String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    final long openedAt;
    final Visitor visitor;
    long lastActivity;
    State state = State.OPEN;
    long changedAt;
    long abandonedAt;

    @Nullable
    String cartId;

    @Nullable
    String orderId;

    private final Map<String, Line> lines = new LinkedHashMap<>(4);

    Cart(long openedAt, Visitor visitor, @Nullable String cartId) {
        this.openedAt = openedAt;
        this.lastActivity = openedAt;
        this.changedAt = openedAt;
        this.visitor = visitor;
        this.cartId = cartId;
    }

    /**
     * One product in the cart.
     *
     * @param amountMicros price × quantity − discount
     */
    record Line(
            String productId,
            @Nullable String title,
            @Nullable String category,
            int quantity,
            long amountMicros) {}

    void add(Item item) {
        Line line = lines.get(item.productId());
        int quantity = line == null ? 0 : line.quantity();
        long amount = line == null ? 0 : line.amountMicros();
        lines.put(
                item.productId(),
                new Line(
                        item.productId(),
                        item.title() == null && line != null ? line.title() : item.title(),
                        item.category() == null && line != null ? line.category() : item.category(),
                        quantity + item.quantity(),
                        amount + item.amountMicros()));
    }

    /** Takes units out; the line's amount shrinks in proportion. What is not in the cart cannot be taken out. */
    void remove(Item item) {
        Line line = lines.get(item.productId());
        if (line == null) {
            return;
        }
        if (item.quantity() >= line.quantity()) {
            lines.remove(item.productId());
            return;
        }
        int left = line.quantity() - item.quantity();
        long amount = Math.multiplyHigh(line.amountMicros(), left) == 0
                ? line.amountMicros() * left / line.quantity()
                : Math.round((double) line.amountMicros() / line.quantity() * left);
        lines.put(item.productId(), new Line(item.productId(), line.title(), line.category(), left, amount));
    }

    void restore(List<Line> before) {
        before.forEach(line -> lines.put(line.productId(), line));
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** From the first activity's 30 minutes before to the last one's 30 minutes after. */
    boolean takes(long at) {
        return at > openedAt - Sessions.GAP && at < timeout();
    }

    /** When the cart is abandoned unless something happens to it. */
    long timeout() {
        return lastActivity + Sessions.GAP;
    }

    /** Whether the order is of this cart: a product of it, or the shop's own id of it. */
    boolean isMeantBy(@Nullable String orderCartId, List<Item> items) {
        return (orderCartId != null && orderCartId.equals(cartId))
                || items.stream().anyMatch(item -> lines.containsKey(item.productId()));
    }

    void change(State next, long at) {
        state = next;
        changedAt = at;
        if (next == State.ABANDONED) {
            abandonedAt = at;
        }
    }

    long valueMicros() {
        return lines.values().stream().mapToLong(Line::amountMicros).sum();
    }

    List<Line> lines() {
        return new ArrayList<>(lines.values());
    }
}
