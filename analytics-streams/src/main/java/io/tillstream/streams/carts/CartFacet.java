package io.tillstream.streams.carts;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.output.CartChange;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.cells.FunnelCells;
import io.tillstream.streams.customer.CustomerCore;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facet;
import io.tillstream.streams.customer.Occurrence;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a cart? Opened by its first item; emptied, purchased, or abandoned (30 minutes without activity, or said so) and perhaps recovered by a
 * purchase within 7 days. Every outcome counts in the hour the cart was opened in.
 *
 * <p>Abandonment by time is decided by the next activity, or by a timer when none comes. A late activity that falls inside the 30 minutes takes the
 * timer's verdict back. State: the current cart and those abandoned in the last 14 days, at most {@link #MAX_ABANDONED}.
 */
public final class CartFacet implements Facet<CartState> {

    static final long TIMEOUT_MILLIS = Duration.ofMinutes(30).toMillis();
    static final long RECOVERY_MILLIS = Duration.ofDays(7).toMillis();
    static final int MAX_ABANDONED = 100;

    /** A late purchase may still recover; a week of lateness is granted. */
    private static final long KEPT_MILLIS = 2 * RECOVERY_MILLIS;

    @Override
    public int id() {
        return 6;
    }

    @Override
    public CartState create() {
        return new CartState();
    }

    @Override
    public void update(CartState state, Occurrence occurrence, Effects effects) {
        switch (occurrence.event()) {
            case CommerceEvent.AddToCart add -> add(state, add, occurrence, effects);
            case CommerceEvent.RemoveFromCart remove -> remove(state, remove.items(), occurrence, effects);
            case CommerceEvent.BeginCheckout checkout -> join(state, occurrence, effects);
            case CommerceEvent.Abandon abandon -> giveUp(state, occurrence, effects);
            case CommerceEvent.Purchase purchase -> buy(state, purchase, occurrence, effects);
            default -> {}
        }
        long forgotten = occurrence.customer().lastSeenAt() - KEPT_MILLIS;
        state.abandoned.removeIf(cart -> cart.abandonedAt < forgotten);
    }

    private static void add(CartState state, CommerceEvent.AddToCart add, Occurrence occurrence, Effects effects) {
        Cart cart = join(state, occurrence, effects);
        if (cart == null) {
            cart = new Cart(
                    occurrence.event().key() + "@" + occurrence.at(),
                    add.cartId(),
                    occurrence.at(),
                    occurrence.hour(),
                    occurrence.device(),
                    occurrence.channel(),
                    occurrence.country());
            state.current = cart;
            CartCells.count(cart, FunnelCells.CARTS_OPENED, 1, occurrence.receivedAt(), effects);
        }
        for (Item item : add.items()) {
            cart.put(item);
        }
    }

    private static void remove(CartState state, List<Item> items, Occurrence occurrence, Effects effects) {
        Cart cart = join(state, occurrence, effects);
        if (cart == null) {
            return;
        }
        List<CartChange.Line> before = cart.lines();
        for (Item item : items) {
            cart.take(item);
        }
        if (cart.isEmpty()) {
            state.current = null;
            CartCells.count(cart, FunnelCells.CARTS_EMPTIED, 1, occurrence.receivedAt(), effects);
            effects.cart(CartCells.change(cart, occurrence, "emptied", occurrence.at(), before, null));
        }
    }

    private static void giveUp(CartState state, Occurrence occurrence, Effects effects) {
        Cart cart = join(state, occurrence, effects);
        if (cart != null) {
            abandon(cart, occurrence.at(), occurrence.event().key(), occurrence.receivedAt(), effects);
            settle(state, cart);
        }
    }

    private static void buy(CartState state, CommerceEvent.Purchase purchase, Occurrence occurrence, Effects effects) {
        Cart current = state.current;
        if (current != null && occurrence.at() >= timeoutOf(current)) {
            timeOut(state, current, occurrence, effects);
        } else if (current != null
                && current.openedAt <= occurrence.at()
                && current.shares(purchase.items(), purchase.cartId())) {
            takeBack(current, occurrence, effects);
            state.current = null;
            CartCells.count(current, FunnelCells.CARTS_PURCHASED, 1, occurrence.receivedAt(), effects);
            effects.cart(CartCells.change(
                    current, occurrence, "purchased", occurrence.at(), current.lines(), purchase.orderId()));
        }
        state.abandoned.removeIf(cart -> recover(cart, purchase, occurrence, effects));
    }

    private static boolean recover(Cart cart, CommerceEvent.Purchase purchase, Occurrence occurrence, Effects effects) {
        if (occurrence.at() < cart.openedAt
                || occurrence.at() > cart.abandonedAt + RECOVERY_MILLIS
                || !cart.shares(purchase.items(), purchase.cartId())) {
            return false;
        }
        long received = occurrence.receivedAt();
        CartCells.count(cart, FunnelCells.CARTS_RECOVERED, 1, received, effects);
        CartCells.count(cart, FunnelCells.RECOVERED_MICROS, cart.abandonedMicros, received, effects);
        effects.cart(
                CartCells.change(cart, occurrence, "recovered", occurrence.at(), cart.lines(), purchase.orderId()));
        return true;
    }

    /** The open cart that an activity belongs to, or null. A cart that the activity comes too late for is abandoned first. */
    private static @Nullable Cart join(CartState state, Occurrence occurrence, Effects effects) {
        Cart cart = state.current;
        if (cart == null) {
            return null;
        }
        long at = occurrence.at();
        if (at >= timeoutOf(cart)) {
            timeOut(state, cart, occurrence, effects);
            return null;
        }
        if (at <= cart.openedAt - TIMEOUT_MILLIS) {
            return null;
        }
        takeBack(cart, occurrence, effects);
        cart.lastActivityAt = Math.max(cart.lastActivityAt, at);
        return cart;
    }

    private static void timeOut(CartState state, Cart cart, Occurrence occurrence, Effects effects) {
        if (!cart.isAbandoned()) {
            abandon(cart, timeoutOf(cart), occurrence.event().key(), occurrence.receivedAt(), effects);
        }
        settle(state, cart);
    }

    private static void settle(CartState state, Cart cart) {
        state.current = null;
        state.abandoned.add(cart);
        if (state.abandoned.size() > MAX_ABANDONED) {
            state.abandoned.removeFirst();
        }
    }

    private static void abandon(Cart cart, long at, String customer, long receivedAt, Effects effects) {
        cart.abandonedAt = at;
        cart.abandonedMicros = cart.valueMicros();
        CartCells.count(cart, FunnelCells.CARTS_ABANDONED, 1, receivedAt, effects);
        CartCells.count(cart, FunnelCells.ABANDONED_MICROS, cart.abandonedMicros, receivedAt, effects);
        effects.cart(CartCells.change(cart, customer, "abandoned", at, cart.lines(), null));
    }

    private static void takeBack(Cart cart, Occurrence occurrence, Effects effects) {
        if (!cart.isAbandoned()) {
            return;
        }
        long received = occurrence.receivedAt();
        CartCells.count(cart, FunnelCells.CARTS_ABANDONED, -1, received, effects);
        CartCells.count(cart, FunnelCells.ABANDONED_MICROS, -cart.abandonedMicros, received, effects);
        cart.abandonedAt = Long.MAX_VALUE;
        cart.abandonedMicros = 0;
        effects.cart(CartCells.change(cart, occurrence, "open", occurrence.at(), cart.lines(), null));
    }

    private static long timeoutOf(Cart cart) {
        return cart.lastActivityAt + TIMEOUT_MILLIS;
    }

    @Override
    public long deadline(CartState state) {
        return state.current == null || state.current.isAbandoned() ? Long.MAX_VALUE : timeoutOf(state.current);
    }

    @Override
    public void onTime(CartState state, CustomerCore customer, long now, Effects effects) {
        if (state.current != null && !state.current.isAbandoned()) {
            Cart cart = state.current;
            String owner = cart.key.substring(0, cart.key.lastIndexOf('@'));
            abandon(cart, timeoutOf(cart), owner, customer.freshThrough(), effects);
        }
    }

    @Override
    public void write(CartState state, BinaryWriter out) {
        out.writeByte(state.current == null ? 0 : 1);
        if (state.current != null) {
            state.current.write(out);
        }
        out.writeUnsigned(state.abandoned.size());
        for (Cart cart : state.abandoned) {
            cart.write(out);
        }
    }

    @Override
    public CartState read(BinaryReader in) {
        CartState state = new CartState();
        if (in.readByte() == 1) {
            state.current = Cart.read(in);
        }
        for (int left = in.readCount(); left > 0; left--) {
            state.abandoned.add(Cart.read(in));
        }
        return state;
    }
}
