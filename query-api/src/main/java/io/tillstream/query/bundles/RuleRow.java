package io.tillstream.query.bundles;

import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Baskets with these hold that too.
 *
 * @param antecedent product ids or categories of the left side
 * @param antecedentTitles their titles, in the same order; the id where no title is known
 * @param antecedentCategories their categories, in the same order; unknown where none is known
 * @param consequent product id or category of the right side
 * @param baskets baskets with all of them
 * @param support their share of all baskets
 * @param confidence share of the baskets with the left side that have the right side too
 * @param lift confidence ÷ share of all baskets with the right side
 * @param leverage support − what it would be if the sides had nothing to do with each other
 * @param conviction how many times more often the rule would fail if they had nothing to do with each other; null for a rule that never fails
 * @param pValue chance of so many joint baskets or more if they had nothing to do with each other
 * @param significant whether it stands when 5 % of the rules called significant may be false
 */
public record RuleRow(
        String level,
        List<String> antecedent,
        List<String> antecedentTitles,
        List<String> antecedentCategories,
        String consequent,
        String consequentTitle,
        @Nullable String consequentCategory,
        long baskets,
        double support,
        double confidence,
        double lift,
        double leverage,
        @Nullable Double conviction,
        double pValue,
        boolean significant) {

    static RuleRow of(Row row) {
        return new RuleRow(
                row.getString("level"),
                List.of(row.getArrayOfStrings("antecedent")),
                List.of(row.getArrayOfStrings("antecedent_titles")),
                List.of(row.getArrayOfStrings("antecedent_categories")),
                row.getString("consequent"),
                row.getString("consequent_title"),
                row.getString("consequent_category"),
                row.getLong("baskets"),
                row.getDouble("support"),
                row.getDouble("confidence"),
                row.getDouble("lift"),
                row.getDouble("leverage"),
                row.getDouble("conviction"),
                row.getDouble("p_value"),
                row.getBoolean("significant"));
    }
}
