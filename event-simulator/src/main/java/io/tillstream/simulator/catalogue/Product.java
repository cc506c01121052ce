package io.tillstream.simulator.catalogue;

import io.tillstream.contracts.event.Item;

/**
 * A product of the shop.
 *
 * @param index its place in the catalogue
 * @param category index into {@link Catalogue#CATEGORIES}
 * @param popularity relative weight among the products of its category
 * @param companion index of the product that is often bought with it
 * @param openingStock units on hand when the shop opens
 */
public record Product(
        int index,
        String id,
        String title,
        int category,
        String brand,
        long priceMicros,
        String image,
        double popularity,
        int companion,
        long openingStock) {

    /** A line of this product. */
    public Item line(int quantity, long discountMicros) {
        return new Item(
                id, title, Catalogue.CATEGORIES.get(category), brand, priceMicros, quantity, discountMicros, image);
    }
}
