package io.tillstream.contracts.output;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer is expected to spend in the next 12 months, by BG/NBD and Gamma-Gamma, discounted by 10 % a year.
 *
 * @param expectedMicros expected spend
 * @param lowMicros lower end of the 80 % interval of {@code expectedMicros}
 * @param highMicros upper end
 * @param aliveProbability that the customer still buys at all, 0 to 1
 * @param expectedOrders expected days with a purchase, not discounted
 * @param nextPurchaseAt when the next purchase is expected, if the customer still buys; null when not within the horizon
 * @param model version of the model
 */
public record CustomerValue(
        @Money @JsonProperty("expected") long expectedMicros,
        @Money @JsonProperty("low") long lowMicros,
        @Money @JsonProperty("high") long highMicros,
        double aliveProbability,
        double expectedOrders,
        @Nullable Instant nextPurchaseAt,
        String model) {}
