package io.tillstream.ingest.wire.vocabulary;

import java.util.List;
import java.util.Map;

/**
 * What a vocabulary calls the fields of a product.
 *
 * @param list name of the list of products
 * @param names canonical fields ({@code product_id title category brand price quantity image}), and the sender's that each is taken from
 * @param discount how a line's discount is written
 * @param discountField the field with it
 */
public record ItemFields(String list, Map<String, List<String>> names, Discount discount, String discountField) {

    /** How a line's discount is written. */
    public enum Discount {
        /** An amount off the whole line; the price is that before it. */
        OF_LINE,
        /** An amount off each unit; the price is that after it. */
        OF_UNIT,
        /** The field is the price of a unit before the discount; the price is that after it. */
        LIST_PRICE
    }
}
