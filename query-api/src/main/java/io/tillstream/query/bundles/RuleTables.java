package io.tillstream.query.bundles;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.output.BundleRule;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Cursor;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rules, greatest lift first. */
@ApplicationScoped
class RuleTables {

    private static final String PRODUCTS =
            "sales_cells c ON c.dimension = 'product' AND c.period = 'all' AND c.day IS NULL AND r.level = 'product' AND c.value = ";

    private static final String RULES = "SELECT r.*, l.antecedent_titles, l.antecedent_categories,"
            + " coalesce(c.title, r.consequent) AS consequent_title,"
            + " CASE WHEN r.level = 'category' THEN r.consequent ELSE c.category END AS consequent_category"
            + " FROM bundle_rules r LEFT JOIN " + PRODUCTS + "r.consequent"
            + " CROSS JOIN LATERAL (SELECT array_agg(coalesce(c.title, a.item) ORDER BY a.place) AS antecedent_titles,"
            + " array_agg(CASE WHEN r.level = 'category' THEN a.item ELSE coalesce(c.category, 'unknown') END ORDER BY a.place)"
            + " AS antecedent_categories FROM unnest(r.antecedent) WITH ORDINALITY a(item, place) LEFT JOIN " + PRODUCTS
            + "a.item) l WHERE r.level = ?";

    private final Database database;

    RuleTables(Database database) {
        this.database = database;
    }

    static String level(Params params) {
        String level = params.text(Parameter.LEVEL);
        return level == null ? BundleRule.PRODUCT : level;
    }

    /** The newest run of the level; empty before the first. */
    Uni<List<RunRow>> run(Params params) {
        return database.list(Sql.of("SELECT * FROM bundle_runs WHERE level = ?", level(params)), RunRow::of);
    }

    /** One row more than asked for, when there is one. */
    Uni<List<Keyed>> page(Params params, int limit) {
        Sql sql = rules(params);
        List<String> after = Cursor.read(params, 2);
        if (after != null) {
            double lift = lift(after.getFirst());
            sql.add(" AND (r.lift < ? OR (r.lift = ? AND r.record_key > ?))", lift, lift, after.get(1));
        }
        return database.list(
                sql.add(" ORDER BY r.lift DESC, r.record_key LIMIT ?", limit + 1),
                row -> new Keyed(row.getString("record_key"), RuleRow.of(row)));
    }

    Multi<RuleRow> all(Params params, @Nullable Integer limit) {
        Sql sql = rules(params).add(" ORDER BY r.lift DESC, r.record_key");
        return database.stream(limit == null ? sql : sql.add(" LIMIT ?", limit), RuleRow::of);
    }

    /** A rule and its place in the list. */
    record Keyed(String key, RuleRow rule) {

        String cursor() {
            return Cursor.write(Double.toString(rule.lift()), key);
        }
    }

    private static Sql rules(Params params) {
        Sql sql = Sql.of(RULES, level(params))
                .addIf(" AND r.support >= ?", params.number(Parameter.MIN_SUPPORT))
                .addIf(" AND r.confidence >= ?", params.number(Parameter.MIN_CONFIDENCE))
                .addIf(" AND r.lift >= ?", params.number(Parameter.MIN_LIFT));
        String significant = params.text(Parameter.SIGNIFICANT);
        if (significant != null) {
            sql.add(" AND r.significant = ?", Boolean.valueOf(significant));
        }
        String product = params.text(Parameter.PRODUCT);
        if (product != null) {
            sql.add(" AND (r.consequent = ? OR ? = ANY (r.antecedent))", product, product);
        }
        return sql;
    }

    private static double lift(String key) {
        try {
            return Double.parseDouble(key);
        } catch (NumberFormatException e) {
            throw Cursor.invalid();
        }
    }
}
