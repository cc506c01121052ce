package io.tillstream.query.journeys;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.chart.Charted;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one marketing channel is given of the orders, by four rules. By each rule the channels add up to all orders and to their gross value.
 *
 * @param channel {@code source / medium} of the visits' campaign, {@code direct} without one; {@code (other)} for all beyond the 100 greatest
 * @param firstTouch orders whose first visit in the 30 days before came by it
 * @param firstTouchMicros their gross value
 * @param lastTouch orders whose last visit came by it
 * @param lastTouchMicros their gross value
 * @param linear orders, each shared equally by its visits
 * @param linearMicros gross value, shared likewise
 * @param removalEffect share of the orders that the Markov chain loses without the channel, 0–1; null without orders
 * @param markovShare its share of the sum of all removal effects, 0–1; null without orders
 * @param markov orders by that share
 * @param markovMicros gross value by that share
 */
@Charted(
        title = "Orders by marketing channel and rule",
        x = "channel",
        y = {"first_touch", "last_touch", "linear", "markov"})
public record ChannelRow(
        String channel,
        long firstTouch,
        @Money @JsonProperty("first_touch_revenue") long firstTouchMicros,
        long lastTouch,
        @Money @JsonProperty("last_touch_revenue") long lastTouchMicros,
        BigDecimal linear,
        @Money @JsonProperty("linear_revenue") long linearMicros,
        @Nullable Double removalEffect,
        @Nullable Double markovShare,
        @Nullable BigDecimal markov,

        @Money @JsonProperty("markov_revenue") @Nullable Long markovMicros) {}
