package io.tillstream.query.projection;

import io.tillstream.contracts.output.BundleRule;
import io.tillstream.contracts.output.BundleRun;
import io.tillstream.contracts.output.DeadStock;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.RelatedProducts;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is on the bundles topic, told apart by how its key begins: rules, runs, related products, dead stock. */
final class BundlesProjector implements TopicProjector {

    private final OutputJson<BundleRule> rules = OutputJson.of(BundleRule.class);
    private final OutputJson<BundleRun> runs = OutputJson.of(BundleRun.class);
    private final OutputJson<RelatedProducts> related = OutputJson.of(RelatedProducts.class);
    private final OutputJson<DeadStock> dead = OutputJson.of(DeadStock.class);
    private final RefusedRecords refused;

    BundlesProjector(RefusedRecords refused) {
        this.refused = refused;
    }

    @Override
    public String topic() {
        return TopicCatalogue.BUNDLES.name();
    }

    @Override
    public void prepare(Connection connection) {
        // needs no temporary table: rows go in batches of statements
    }

    @Override
    public void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        TreeMap<String, ConsumerRecord<byte[], byte[]>> newest = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.key() != null) {
                newest.put(new String(record.key(), StandardCharsets.UTF_8), record);
            }
        }
        try (BundleStatements statements = new BundleStatements(connection)) {
            for (ConsumerRecord<byte[], byte[]> record : newest.values()) {
                apply(statements, record);
            }
            statements.execute();
        }
    }

    private void apply(BundleStatements statements, ConsumerRecord<byte[], byte[]> record) throws SQLException {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        byte[] value = record.value();
        try {
            if (key.startsWith(BundleRule.KEY_PREFIX)) {
                statements.rule(key, value == null ? null : rules.read(value));
            } else if (key.startsWith(BundleRun.KEY_PREFIX)) {
                statements.run(key.substring(BundleRun.KEY_PREFIX.length()), value == null ? null : runs.read(value));
            } else if (key.startsWith(RelatedProducts.KEY_PREFIX)) {
                statements.related(
                        key.substring(RelatedProducts.KEY_PREFIX.length()), value == null ? null : related.read(value));
            } else if (key.startsWith(DeadStock.KEY_PREFIX)) {
                statements.dead(key.substring(DeadStock.KEY_PREFIX.length()), value == null ? null : dead.read(value));
            } else {
                refused.refuse(record, "not a key of this topic");
            }
        } catch (RuntimeException e) {
            refused.refuse(record, "not a value of this topic");
        }
    }

    @Override
    public void forget(Connection connection) throws SQLException {
        StagedTable.execute(
                connection, "TRUNCATE bundle_rules, bundle_runs, related_products, dead_stock, dead_stock_bundles");
    }
}
