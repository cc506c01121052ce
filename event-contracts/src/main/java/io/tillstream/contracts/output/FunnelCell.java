package io.tillstream.contracts.output;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * Funnel steps and cart outcomes of one business hour in one dimension; the value of {@code analytics.funnel.v1}.
 *
 * <p>Funnel steps belong to the hour of their first step, cart outcomes to the hour the cart was opened, so that every rate compares like with like and a
 * cell can be summed with any other. {@code carts opened = open + purchased + abandoned + emptied} where open is what remains.
 *
 * @param hour first instant of the business hour
 * @param dimension {@code total}, {@code device}, {@code channel} or {@code country}
 * @param value the dimension's value; {@code all} for total, {@code unknown} where the shop did not say
 * @param visits runs that began
 * @param views … and went on to view_item
 * @param carts … and add_to_cart
 * @param checkouts … and begin_checkout
 * @param purchases … and purchase
 * @param directPurchases purchases without recorded earlier steps
 * @param cartsOpened carts that got their first item
 * @param cartsPurchased of these, bought without having been abandoned
 * @param cartsAbandoned of these, abandoned, later recovered or not
 * @param cartsRecovered of the abandoned, bought within 7 days
 * @param cartsEmptied all items removed
 * @param abandonedMicros value of the abandoned carts when abandoned
 * @param recoveredMicros value of the recovered carts when abandoned
 * @param freshThrough when the newest event counted here reached the log
 */
public record FunnelCell(
        Instant hour,
        String dimension,
        String value,
        long visits,
        long views,
        long carts,
        long checkouts,
        long purchases,
        long directPurchases,
        long cartsOpened,
        long cartsPurchased,
        long cartsAbandoned,
        long cartsRecovered,
        long cartsEmptied,
        @Money @JsonProperty("abandoned_value") long abandonedMicros,
        @Money @JsonProperty("recovered_value") long recoveredMicros,
        Instant freshThrough) {}
