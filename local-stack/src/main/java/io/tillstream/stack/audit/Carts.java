package io.tillstream.stack.audit;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Item;
import io.tillstream.stack.audit.Cart.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The carts of one customer. An open one takes what happens from 30 minutes before its opening until 30 minutes after its last activity; an item that none
 * takes opens another, which is a second open one only when it comes late, for a time before.
 *
 * <p>Inactivity needs no timer here: an open cart whose time ran out is abandoned at that time by whatever comes later, or when the count is closed. So the
 * result does not depend on when anybody's timer fired, and an event that comes late but lies inside the window finds the cart as it was.
 */
final class Carts {

    static final long RECOVERY = 7 * Calendar.DAY;

    private final List<Cart> all = new ArrayList<>(0);
    private final List<Cart> open = new ArrayList<>(0);

    void add(long at, Visitor by, CommerceEvent.AddToCart event) {
        Cart cart = openAt(at);
        if (cart == null) {
            cart = new Cart(at, by, event.cartId());
            open.add(cart);
            all.add(cart);
        }
        event.items().forEach(cart::add);
        touch(cart, at, event.cartId());
    }

    void remove(long at, CommerceEvent.RemoveFromCart event) {
        Cart cart = openAt(at);
        if (cart == null) {
            return;
        }
        List<Cart.Line> before = cart.lines();
        for (Item item : event.items()) {
            cart.remove(item);
        }
        touch(cart, at, event.cartId());
        if (cart.isEmpty()) {
            // an emptied cart is told by what was taken out of it last
            cart.restore(before);
            close(cart, State.EMPTIED, at);
        }
    }

    void checkout(long at, CommerceEvent.BeginCheckout event) {
        Cart cart = openAt(at);
        if (cart != null) {
            touch(cart, at, event.cartId());
        }
    }

    void abandon(long at, CommerceEvent.Abandon event) {
        Cart cart = openAt(at);
        if (cart != null) {
            touch(cart, at, event.cartId());
            close(cart, State.ABANDONED, at);
        }
    }

    /**
     * Closes the carts that the order buys or recovers. A cart abandoned more than two weeks before the customer's newest event is settled: an order that
     * comes so late does not recover it.
     */
    void purchase(long at, CommerceEvent.Purchase order, long newest) {
        timeOut(at);
        for (Cart cart : List.copyOf(open)) {
            if (cart.openedAt <= at && cart.isMeantBy(order.cartId(), order.items())) {
                cart.orderId = order.orderId();
                close(cart, State.PURCHASED, at);
            }
        }
        for (Cart abandoned : all) {
            if (abandoned.state == State.ABANDONED
                    && abandoned.openedAt <= at
                    && at <= abandoned.abandonedAt + RECOVERY
                    && abandoned.abandonedAt >= newest - 2 * RECOVERY
                    && abandoned.isMeantBy(order.cartId(), order.items())) {
                abandoned.orderId = order.orderId();
                abandoned.change(State.RECOVERED, at);
            }
        }
    }

    /** All carts, in the order they were opened in the log. */
    List<Cart> all() {
        return all;
    }

    /** Abandons the open carts whose time had run out by the given one. */
    void timeOut(long now) {
        for (Cart cart : List.copyOf(open)) {
            if (cart.timeout() <= now) {
                close(cart, State.ABANDONED, cart.timeout());
            }
        }
    }

    /** The first open cart that takes an activity of that time. */
    private @Nullable Cart openAt(long at) {
        timeOut(at);
        return open.stream().filter(cart -> cart.takes(at)).findFirst().orElse(null);
    }

    private static void touch(Cart cart, long at, @Nullable String cartId) {
        cart.lastActivity = Math.max(cart.lastActivity, at);
        if (cart.cartId == null) {
            cart.cartId = cartId;
        }
    }

    private void close(Cart cart, State state, long at) {
        cart.change(state, at);
        open.remove(cart);
    }
}
