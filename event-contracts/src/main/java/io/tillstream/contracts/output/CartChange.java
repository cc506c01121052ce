package io.tillstream.contracts.output;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cart changed state; the value of {@code analytics.carts.v1}. The newest change of a {@code cartKey} is the cart's state.
 *
 * @param cartKey identifies one cart for good: customer and time of opening
 * @param customerId whose
 * @param cartId the shop's own id, if sent; may be used again by the shop for a later cart
 * @param state {@code open} (again, after a late event took an abandonment back), {@code abandoned}, {@code recovered}, {@code purchased},
 *     {@code emptied}, {@code withdrawn} (what was said before no longer holds: the cart is another customer's now, or open still)
 * @param openedAt event time of the first item
 * @param changedAt event time of the change; for inactivity the last activity + 30 min
 * @param valueMicros what the items in it cost
 * @param items what is (or was, when it changed) in it
 * @param orderId the order that bought or recovered it, else null
 */
public record CartChange(
        String cartKey,
        String customerId,
        @Nullable String cartId,
        String state,
        Instant openedAt,
        Instant changedAt,
        @Money @JsonProperty("value") long valueMicros,
        List<Line> items,
        @Nullable String orderId) {

    /**
     * One product in the cart.
     *
     * @param productId the product
     * @param title its title, if known
     * @param category its category, if known
     * @param quantity units
     * @param amountMicros price × quantity − discount
     */
    public record Line(
            String productId,
            @Nullable String title,
            @Nullable String category,
            int quantity,
            @Money @JsonProperty("amount") long amountMicros) {}
}
