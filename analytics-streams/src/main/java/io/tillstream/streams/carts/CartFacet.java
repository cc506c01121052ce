package io.tillstream.streams.carts;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.output.CartChange;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.cells.CellFamily;
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
 * timer's verdict back. An item that belongs to no open cart opens one, in the present or, late, in the past. State: the open carts and those abandoned in
 * the last 14 days, at most {@link #MAX_OPEN} and {@link #MAX_ABANDONED}.
 */
public final class CartFacet implements Facet<CartState> {

    static final long RECOVERY_MILLIS = Duration.ofDays(7).toMillis();
    static final int MAX_OPEN = 16;
    static final int MAX_ABANDONED = 1_000;

    /** A late purchase may still recover; a week of lateness is granted. */
    private static final long KEPT_MILLIS = 2 * RECOVERY_MILLIS;

    @Override
    public int id() {
        return 6;
    }

    @Override
    public List<CellFamily> families() {
        return List.of(FunnelCells.FAMILY, ProductCartCells.FAMILY);
    }

    @Override
    public CartState create() {
        return new CartState();
    }

    @Override
    public void update(CartState state, Occurrence occurrence, Effects effects) {
        switch (occurrence.event()) {
            case CommerceEvent.AddToCart add -> add(state, add, occurrence, effects);
            case CommerceEvent.RemoveFromCart remove -> remove(state, remove, occurrence, effects);
            case CommerceEvent.BeginCheckout checkout -> join(state, checkout, occurrence, effects);
            case CommerceEvent.Abandon abandon -> giveUp(state, abandon, occurrence, effects);
            case CommerceEvent.Purchase purchase -> buy(state, purchase, occurrence, effects);
            default -> {}
        }
        if (!state.abandoned.isEmpty()) {
            long forgotten = occurrence.customer().lastSeenAt() - KEPT_MILLIS;
            state.abandoned.removeIf(cart -> cart.abandonedAt < forgotten);
        }
    }

    private static void add(CartState state, CommerceEvent.AddToCart add, Occurrence occurrence, Effects effects) {
        Cart cart = join(state, add, occurrence, effects);
        if (cart == null) {
            cart = new Cart(
                    occurrence.event().key() + "@" + occurrence.at(),
                    add.cartId(),
                    occurrence.at(),
                    occurrence.hour(),
                    occurrence.device(),
                    occurrence.channel(),
                    occurrence.country());
            cart.openedDay = occurrence.day();
            state.open.add(cart);
            CartCells.count(cart, FunnelCells.CARTS_OPENED, 1, occurrence.receivedAt(), effects);
        }
        for (Item item : add.items()) {
            cart.put(item);
        }
        if (state.open.size() > MAX_OPEN) {
            timeOut(state, state.open.getFirst(), occurrence, effects);
        }
    }

    private static void remove(
            CartState state, CommerceEvent.RemoveFromCart remove, Occurrence occurrence, Effects effects) {
        Cart cart = join(state, remove, occurrence, effects);
        if (cart == null) {
            return;
        }
        List<CartChange.Line> before = cart.lines();
        for (Item item : remove.items()) {
            cart.take(item);
        }
        if (cart.isEmpty()) {
            state.open.remove(cart);
            CartCells.count(cart, FunnelCells.CARTS_EMPTIED, 1, occurrence.receivedAt(), effects);
            effects.cart(CartCells.change(cart, occurrence, "emptied", occurrence.at(), before, null));
        }
    }

    private static void giveUp(CartState state, CommerceEvent.Abandon giveUp, Occurrence occurrence, Effects effects) {
        Cart cart = join(state, giveUp, occurrence, effects);
        if (cart != null) {
            abandon(cart, occurrence.at(), occurrence.event().key(), occurrence.receivedAt(), effects);
            settle(state, cart);
        }
    }

    private static void buy(CartState state, CommerceEvent.Purchase purchase, Occurrence occurrence, Effects effects) {
        timeOut(state, occurrence, effects);
        for (Cart cart : List.copyOf(state.open)) {
            if (cart.openedAt <= occurrence.at() && cart.shares(purchase.items(), purchase.cartId())) {
                takeBack(cart, occurrence, effects);
                state.open.remove(cart);
                CartCells.count(cart, FunnelCells.CARTS_PURCHASED, 1, occurrence.receivedAt(), effects);
                ProductCartCells.count(cart, ProductCartCells.PURCHASED, 1, occurrence.receivedAt(), effects);
                effects.cart(CartCells.change(
                        cart, occurrence, "purchased", occurrence.at(), cart.lines(), purchase.orderId()));
            }
        }
        if (!state.abandoned.isEmpty()) {
            state.abandoned.removeIf(cart -> recover(cart, purchase, occurrence, effects));
        }
    }

    private static boolean recover(Cart cart, CommerceEvent.Purchase purchase, Occurrence occurrence, Effects effects) {
        boolean settled = cart.abandonedAt < occurrence.customer().lastSeenAt() - KEPT_MILLIS;
        if (settled
                || occurrence.at() < cart.openedAt
                || occurrence.at() > cart.abandonedAt + RECOVERY_MILLIS
                || !cart.shares(purchase.items(), purchase.cartId())) {
            return false;
        }
        long received = occurrence.receivedAt();
        CartCells.count(cart, FunnelCells.CARTS_RECOVERED, 1, received, effects);
        ProductCartCells.count(cart, ProductCartCells.RECOVERED, 1, received, effects);
        CartCells.count(cart, FunnelCells.RECOVERED_MICROS, cart.abandonedMicros, received, effects);
        effects.cart(
                CartCells.change(cart, occurrence, "recovered", occurrence.at(), cart.lines(), purchase.orderId()));
        return true;
    }

    /** The open cart that an activity belongs to, or null. Carts that the activity comes too late for are abandoned first. */
    private static @Nullable Cart join(
            CartState state, CommerceEvent.CartEvent activity, Occurrence occurrence, Effects effects) {
        timeOut(state, occurrence, effects);
        for (Cart cart : state.open) {
            if (cart.takes(occurrence.at())) {
                takeBack(cart, occurrence, effects);
                cart.lastActivityAt = Math.max(cart.lastActivityAt, occurrence.at());
                cart.cartId = cart.cartId == null ? activity.cartId() : cart.cartId;
                return cart;
            }
        }
        return null;
    }

    private static void timeOut(CartState state, Occurrence occurrence, Effects effects) {
        for (int i = state.open.size() - 1; i >= 0; i--) {
            if (state.open.get(i).timeoutAt() <= occurrence.at()) {
                timeOut(state, state.open.get(i), occurrence, effects);
            }
        }
    }

    private static void timeOut(CartState state, Cart cart, Occurrence occurrence, Effects effects) {
        if (!cart.isAbandoned()) {
            abandon(cart, cart.timeoutAt(), occurrence.event().key(), occurrence.receivedAt(), effects);
        }
        settle(state, cart);
    }

    private static void settle(CartState state, Cart cart) {
        state.open.remove(cart);
        state.abandoned.add(cart);
        if (state.abandoned.size() > MAX_ABANDONED) {
            state.abandoned.removeFirst();
        }
    }

    private static void abandon(Cart cart, long at, String customer, long receivedAt, Effects effects) {
        cart.abandonedAt = at;
        cart.abandonedMicros = cart.valueMicros();
        CartCells.count(cart, FunnelCells.CARTS_ABANDONED, 1, receivedAt, effects);
        ProductCartCells.count(cart, ProductCartCells.ABANDONED, 1, receivedAt, effects);
        CartCells.count(cart, FunnelCells.ABANDONED_MICROS, cart.abandonedMicros, receivedAt, effects);
        effects.cart(CartCells.change(cart, customer, "abandoned", at, cart.lines(), null));
    }

    private static void takeBack(Cart cart, Occurrence occurrence, Effects effects) {
        if (!cart.isAbandoned()) {
            return;
        }
        long received = occurrence.receivedAt();
        CartCells.count(cart, FunnelCells.CARTS_ABANDONED, -1, received, effects);
        ProductCartCells.count(cart, ProductCartCells.ABANDONED, -1, received, effects);
        CartCells.count(cart, FunnelCells.ABANDONED_MICROS, -cart.abandonedMicros, received, effects);
        cart.abandonedAt = Long.MAX_VALUE;
        cart.abandonedMicros = 0;
        effects.cart(CartCells.change(cart, occurrence, "open", occurrence.at(), cart.lines(), null));
    }

    @Override
    public void restate(CartState state, Effects effects) {
        for (List<Cart> carts : List.of(state.open, state.abandoned)) {
            for (Cart cart : carts) {
                if (cart.isAbandoned()) {
                    effects.cart(
                            CartCells.change(cart, owner(cart), "abandoned", cart.abandonedAt, cart.lines(), null));
                }
            }
        }
    }

    private static String owner(Cart cart) {
        return cart.key.substring(0, cart.key.lastIndexOf('@'));
    }

    @Override
    public long deadline(CartState state) {
        long first = Long.MAX_VALUE;
        for (Cart cart : state.open) {
            first = cart.isAbandoned() ? first : Math.min(first, cart.timeoutAt());
        }
        return first;
    }

    @Override
    public void onTime(CartState state, CustomerCore customer, long now, Effects effects) {
        for (Cart cart : state.open) {
            if (!cart.isAbandoned() && cart.timeoutAt() <= now) {
                abandon(cart, cart.timeoutAt(), owner(cart), customer.freshThrough(), effects);
            }
        }
    }

    @Override
    public void write(CartState state, BinaryWriter out) {
        for (List<Cart> carts : List.of(state.open, state.abandoned)) {
            out.writeUnsigned(carts.size());
            for (Cart cart : carts) {
                cart.write(out);
            }
        }
        for (List<Cart> carts : List.of(state.open, state.abandoned)) {
            for (Cart cart : carts) {
                out.writeSigned(cart.openedDay);
            }
        }
    }

    @Override
    public CartState read(BinaryReader in) {
        CartState state = new CartState();
        for (List<Cart> carts : List.of(state.open, state.abandoned)) {
            for (int left = in.readCount(); left > 0; left--) {
                carts.add(Cart.read(in));
            }
        }
        // earlier versions kept no days
        for (List<Cart> carts : List.of(state.open, state.abandoned)) {
            for (Cart cart : carts) {
                cart.openedDay = in.hasRemaining() ? (int) in.readSigned() : Cart.NO_DAY;
            }
        }
        return state;
    }
}
