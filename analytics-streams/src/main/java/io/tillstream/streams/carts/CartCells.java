package io.tillstream.streams.carts;

import io.tillstream.contracts.output.CartChange;
import io.tillstream.streams.cells.Dimension;
import io.tillstream.streams.cells.FunnelCells;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Occurrence;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the cart facet says to the outside: counts in the hour a cart was opened in, and the facts of its changes. */
final class CartCells {

    private CartCells() {}

    static void count(Cart cart, int sum, long amount, long receivedAt, Effects effects) {
        effects.cell(FunnelCells.hour(cart.hour, Dimension.DEVICE, cart.device), receivedAt)
                .add(sum, amount);
        effects.cell(FunnelCells.hour(cart.hour, Dimension.CHANNEL, cart.channel), receivedAt)
                .add(sum, amount);
        effects.cell(FunnelCells.hour(cart.hour, Dimension.COUNTRY, cart.country), receivedAt)
                .add(sum, amount);
    }

    static CartChange change(
            Cart cart,
            Occurrence occurrence,
            String state,
            long at,
            List<CartChange.Line> lines,
            @Nullable String orderId) {
        return change(cart, occurrence.event().key(), state, at, lines, orderId);
    }

    static CartChange change(
            Cart cart, String customer, String state, long at, List<CartChange.Line> lines, @Nullable String orderId) {
        return new CartChange(
                cart.key,
                customer,
                cart.cartId,
                state,
                Instant.ofEpochMilli(cart.openedAt),
                Instant.ofEpochMilli(at),
                lines.stream().mapToLong(CartChange.Line::amountMicros).sum(),
                lines,
                orderId);
    }
}
