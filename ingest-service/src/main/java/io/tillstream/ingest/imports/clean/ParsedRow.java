package io.tillstream.ingest.imports.clean;

import org.jspecify.annotations.Nullable;

/**
 * A row whose cells are all of the right kind, before anything is judged. Quantity and price may be negative, the customer may be missing.
 *
 * @param timestampMillis milliseconds since 1970
 * @param priceMicros price of one unit
 */
record ParsedRow(
        String orderId,
        String productId,
        @Nullable String customerId,
        long timestampMillis,
        long quantity,
        long priceMicros,
        long discountMicros,
        @Nullable String title,
        @Nullable String category,
        @Nullable String brand,
        @Nullable String country,
        @Nullable String location,
        @Nullable String channel) {}
