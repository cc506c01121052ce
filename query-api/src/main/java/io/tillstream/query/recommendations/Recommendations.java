package io.tillstream.query.recommendations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Products for a customer.
 *
 * @param reason why there are none; null when there are
 * @param items the best first
 */
public record Recommendations(String customerId, @Nullable String reason, List<Recommendation> items) {}
