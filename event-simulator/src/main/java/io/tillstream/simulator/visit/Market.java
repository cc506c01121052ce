package io.tillstream.simulator.visit;

import io.tillstream.contracts.event.Campaign;
import io.tillstream.simulator.catalogue.Product;
import org.jspecify.annotations.Nullable;

/**
 * What the shop offers at the time of a visit.
 *
 * @param campaign the campaign that runs, or null
 * @param campaignShare share of the visits that come from it, 0–1
 * @param discount share of the price taken off, 0–1
 * @param category index of the category that the discount holds for; −1 for all
 * @param viral the product that everybody talks about, or null
 * @param lift factor on the chance that the visit ends in an order
 * @param silentAllowed whether a cart may be left without a word; else the visitor says so
 */
public record Market(
        @Nullable Campaign campaign,
        double campaignShare,
        double discount,
        int category,
        @Nullable Product viral,
        double lift,
        boolean silentAllowed) {

    /** An ordinary day. */
    public static final Market ORDINARY = new Market(null, 0, 0, -1, null, 1, true);

    /** The same for a visit that comes from a message. */
    Market through(Campaign messageCampaign, double messageLift) {
        return new Market(messageCampaign, 1, discount, category, viral, lift * messageLift, silentAllowed);
    }

    /** The share taken off the price of a product of the given category. */
    double discountOn(int productCategory) {
        return category < 0 || category == productCategory ? discount : 0;
    }
}
