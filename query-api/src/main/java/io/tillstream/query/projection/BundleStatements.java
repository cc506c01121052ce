package io.tillstream.query.projection;

import io.tillstream.contracts.output.BundleRule;
import io.tillstream.contracts.output.BundleRun;
import io.tillstream.contracts.output.DeadStock;
import io.tillstream.contracts.output.RelatedProducts;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rows of bundles in batches: what a key held goes first, then comes what it holds now. */
final class BundleStatements implements AutoCloseable {

    private static final String DELETE_RULE = "DELETE FROM bundle_rules WHERE record_key = ?";
    private static final String DELETE_RUN = "DELETE FROM bundle_runs WHERE level = ?";
    private static final String DELETE_RELATED = "DELETE FROM related_products WHERE product_id = ?";
    private static final String DELETE_DEAD = "DELETE FROM dead_stock WHERE product_id = ?";
    private static final String DELETE_DEAD_BUNDLES = "DELETE FROM dead_stock_bundles WHERE product_id = ?";
    private static final String RULE =
            "INSERT INTO bundle_rules (record_key, level, antecedent, consequent, baskets, support,"
                    + " confidence, lift, leverage, conviction, p_value, significant) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String RUN =
            "INSERT INTO bundle_runs (level, from_day, to_day, baskets, min_support, min_confidence,"
                    + " min_lift, rules, significant, sentence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String RELATED = "INSERT INTO related_products (product_id, related_id, place, baskets, joint,"
            + " confidence, lift) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String DEAD =
            "INSERT INTO dead_stock (product_id, units_sold, stock_on_hand, sold_ratio) VALUES (?, ?, ?, ?)"
                    + " ON CONFLICT DO NOTHING";
    private static final String DEAD_BUNDLE = "INSERT INTO dead_stock_bundles (product_id, partner_id, place, joint,"
            + " confidence, lift, p_value) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

    private final Connection connection;
    private final Map<String, PreparedStatement> deletes = new LinkedHashMap<>();
    private final Map<String, PreparedStatement> inserts = new LinkedHashMap<>();

    BundleStatements(Connection connection) {
        this.connection = connection;
    }

    void rule(String key, @Nullable BundleRule rule) throws SQLException {
        String held = SafeJson.clean(key);
        batch(deletes, DELETE_RULE, List.of(held));
        if (rule != null) {
            requireText(rule.level(), rule.consequent());
            String[] left = rule.antecedent().stream().map(SafeJson::clean).toArray(String[]::new);
            batch(
                    inserts,
                    RULE,
                    row(
                            held,
                            rule.level(),
                            connection.createArrayOf("text", left),
                            rule.consequent(),
                            rule.baskets(),
                            rule.support(),
                            rule.confidence(),
                            rule.lift(),
                            rule.leverage(),
                            rule.conviction(),
                            rule.pValue(),
                            rule.significant()));
        }
    }

    void run(String level, @Nullable BundleRun run) throws SQLException {
        batch(deletes, DELETE_RUN, List.of(SafeJson.clean(level)));
        if (run != null) {
            requireText(run.sentence());
            batch(
                    inserts,
                    RUN,
                    row(
                            level,
                            run.from(),
                            run.to(),
                            run.baskets(),
                            run.minSupport(),
                            run.minConfidence(),
                            run.minLift(),
                            run.rules(),
                            run.significant(),
                            run.sentence()));
        }
    }

    void related(String product, @Nullable RelatedProducts related) throws SQLException {
        batch(deletes, DELETE_RELATED, List.of(SafeJson.clean(product)));
        if (related != null) {
            related.related().forEach(partner -> requireText(partner.productId()));
            int place = 0;
            for (RelatedProducts.Partner partner : related.related()) {
                batch(
                        inserts,
                        RELATED,
                        row(
                                product,
                                partner.productId(),
                                ++place,
                                related.baskets(),
                                partner.joint(),
                                partner.confidence(),
                                partner.lift()));
            }
        }
    }

    void dead(String product, @Nullable DeadStock dead) throws SQLException {
        batch(deletes, DELETE_DEAD, List.of(SafeJson.clean(product)));
        batch(deletes, DELETE_DEAD_BUNDLES, List.of(SafeJson.clean(product)));
        if (dead != null) {
            dead.proposals().forEach(proposal -> requireText(proposal.productId()));
            batch(inserts, DEAD, row(product, dead.unitsSold(), dead.stockOnHand(), dead.soldRatio()));
            int place = 0;
            for (DeadStock.Proposal proposal : dead.proposals()) {
                batch(
                        inserts,
                        DEAD_BUNDLE,
                        row(
                                product,
                                proposal.productId(),
                                ++place,
                                proposal.joint(),
                                proposal.confidence(),
                                proposal.lift(),
                                proposal.pValue()));
            }
        }
    }

    /** JSON that lacks a field reads as null. */
    private static void requireText(@Nullable String... texts) {
        for (String text : texts) {
            Objects.requireNonNull(text, "a field is missing");
        }
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        List<@Nullable Object> row = new ArrayList<>();
        for (Object value : values) {
            row.add(value instanceof String text ? SafeJson.clean(text) : value);
        }
        return row;
    }

    private void batch(Map<String, PreparedStatement> statements, String sql, List<? extends @Nullable Object> values)
            throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        statement.addBatch();
    }

    void execute() throws SQLException {
        for (PreparedStatement statement : deletes.values()) {
            statement.executeBatch();
        }
        for (PreparedStatement statement : inserts.values()) {
            statement.executeBatch();
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : deletes.values()) {
            statement.close();
        }
        for (PreparedStatement statement : inserts.values()) {
            statement.close();
        }
    }
}
