package io.tillstream.query.bundles;

import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product of which less than 60 % is sold.
 *
 * @param unitsSold units in the orders of the window
 * @param stockOnHand units on hand as last stated
 * @param soldRatio units sold ÷ (units sold + stock on hand)
 * @param proposals popular products to bundle it with, greatest lift first
 */
public record DeadStockRow(
        String productId,
        @Nullable String title,
        @Nullable String category,
        long unitsSold,
        long stockOnHand,
        double soldRatio,
        List<Proposal> proposals) {

    /**
     * A popular product.
     *
     * @param title its title, or its id where none is known
     * @param joint baskets with both
     * @param confidence share of the popular product's baskets that hold the dead one too
     * @param lift confidence ÷ share of all baskets with the dead product
     * @param pValue chance of so many joint baskets or more if they had nothing to do with each other
     */
    public record Proposal(String productId, String title, long joint, double confidence, double lift, double pValue) {}

    static DeadStockRow of(Row row) {
        String[] partners = row.getArrayOfStrings("partners");
        String[] titles = row.getArrayOfStrings("partner_titles");
        Long[] joint = row.getArrayOfLongs("joints");
        Double[] confidences = row.getArrayOfDoubles("confidences");
        Double[] lifts = row.getArrayOfDoubles("lifts");
        Double[] pValues = row.getArrayOfDoubles("p_values");
        List<Proposal> proposals = new ArrayList<>();
        for (int i = 0; partners != null && i < partners.length; i++) {
            proposals.add(new Proposal(partners[i], titles[i], joint[i], confidences[i], lifts[i], pValues[i]));
        }
        return new DeadStockRow(
                row.getString("product_id"),
                row.getString("title"),
                row.getString("category"),
                row.getLong("units_sold"),
                row.getLong("stock_on_hand"),
                row.getDouble("sold_ratio"),
                proposals);
    }
}
