package io.tillstream.ingest.imports.clean;

import org.jspecify.annotations.Nullable;

/**
 * One clean line of an order.
 *
 * @param row number of the row it stands in
 * @param order number of its order within this import, from 0; lines with the same number make one event
 * @param refund whether it takes something back
 * @param timestampMillis when, in milliseconds since 1970
 * @param priceMicros price of one unit, > 0
 * @param quantity units, ≥ 1; for a refund units that came back
 * @param discountMicros discount on the whole line
 */
record Line(
        long row,
        int order,
        boolean refund,
        long timestampMillis,
        String orderId,
        String customerId,
        String productId,
        long priceMicros,
        int quantity,
        long discountMicros,
        @Nullable String title,
        @Nullable String category,
        @Nullable String brand,
        @Nullable String country,
        @Nullable String location,
        @Nullable String channel) {

    /** What the line costs, in micros. */
    long amountMicros() {
        return priceMicros * quantity - discountMicros;
    }
}
