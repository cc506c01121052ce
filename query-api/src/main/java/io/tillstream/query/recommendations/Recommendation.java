package io.tillstream.query.recommendations;

import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A product that the customer has not bought.
 *
 * @param title null when not known
 * @param category null when not known
 * @param score Σ confidence × lift over the products the customer has that go with it
 * @param stockOnHand null when not known; never 0
 * @param because what it goes with, the strongest first, at most three
 * @param reason the same in a sentence
 */
public record Recommendation(
        String productId,
        @Nullable String title,
        @Nullable String category,
        double score,
        @Nullable Long stockOnHand,
        List<Because> because,
        String reason) {

    private static final int MOST_REASONS = 3;

    /**
     * A product that the customer has.
     *
     * @param joint orders of all customers with both
     * @param confidence share of the orders with this product that hold the recommended one too
     * @param lift confidence ÷ share of all orders with the recommended one
     */
    public record Because(String productId, String title, long joint, double confidence, double lift) {}

    static Recommendation of(Row row) {
        String[] ids = row.getArrayOfStrings("bought_ids");
        String[] titles = row.getArrayOfStrings("bought_titles");
        Long[] joint = row.getArrayOfLongs("joints");
        Double[] confidences = row.getArrayOfDoubles("confidences");
        Double[] lifts = row.getArrayOfDoubles("lifts");
        List<Because> because = new ArrayList<>();
        for (int i = 0; i < Math.min(ids.length, MOST_REASONS); i++) {
            because.add(new Because(ids[i], titles[i], joint[i], confidences[i], lifts[i]));
        }
        return new Recommendation(
                row.getString("product_id"),
                row.getString("title"),
                row.getString("category"),
                row.getDouble("score"),
                row.getLong("stock_on_hand"),
                because,
                reason(because, ids.length));
    }

    private static String reason(List<Because> because, int all) {
        String names = String.join(", ", because.stream().map(Because::title).toList());
        String more = all > because.size() ? " and " + (all - because.size()) + " more" : "";
        return "Others bought it with " + names + more;
    }
}
