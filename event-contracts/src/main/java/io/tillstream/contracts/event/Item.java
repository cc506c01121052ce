package io.tillstream.contracts.event;

import org.jspecify.annotations.Nullable;

/**
 * One line: a product and how much of it.
 *
 * @param productId the shop's identifier of the product
 * @param title what customers read, if known
 * @param category the product's category, if known
 * @param brand the product's brand, if known
 * @param priceMicros price of one unit before discount, ≥ 0
 * @param quantity units, ≥ 1
 * @param discountMicros discount on the whole line, ≥ 0 and not above price × quantity
 * @param image address of a picture, if known
 */
public record Item(
        String productId,
        @Nullable String title,
        @Nullable String category,
        @Nullable String brand,
        long priceMicros,
        int quantity,
        long discountMicros,
        @Nullable String image) {

    /** What the line costs: unit price × quantity − discount, in micros. */
    public long amountMicros() {
        return priceMicros * quantity - discountMicros;
    }
}
