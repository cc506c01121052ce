package io.tillstream.benchmarks.plain;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The event as Jackson binds it: the members of the published contract that these aggregates and their neighbours use. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
record ShopEvent(
        String eventId,
        String action,
        @Nullable String customerId,
        @Nullable String anonymousId,
        @Nullable String sessionId,
        Instant timestamp,
        @Nullable String orderId,
        @Nullable String cartId,
        @Nullable List<Line> items,
        @Nullable Context context) {

    /** One line of a cart or an order. */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Line(
            String productId,
            @Nullable String category,
            BigDecimal price,
            int quantity,
            @Nullable BigDecimal discount) {

        /** Price × quantity − discount. */
        BigDecimal amount() {
            BigDecimal full = price.multiply(BigDecimal.valueOf(quantity));
            return discount == null ? full : full.subtract(discount);
        }
    }

    /** Where and with what. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Context(
            @Nullable String channel,
            @Nullable String device,
            @Nullable String country,
            @Nullable String location) {}

    boolean isPurchase() {
        return action.equals("purchase");
    }

    /** What was bought, put in the cart and so on; empty when the event has no lines. */
    List<Line> lines() {
        return items == null ? List.of() : items;
    }

    /** The sum of all lines. */
    BigDecimal amount() {
        return lines().stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Units of all lines. */
    long units() {
        return lines().stream().mapToLong(Line::quantity).sum();
    }

    @Nullable
    String device() {
        return context == null ? null : context.device();
    }

    @Nullable
    String channel() {
        return context == null ? null : context.channel();
    }

    @Nullable
    String country() {
        return context == null ? null : context.country();
    }

    @Nullable
    String location() {
        return context == null ? null : context.location();
    }
}
