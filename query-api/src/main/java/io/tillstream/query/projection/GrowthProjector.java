package io.tillstream.query.projection;

import io.tillstream.contracts.output.AcquisitionCell;
import io.tillstream.contracts.output.CommunicationCell;
import io.tillstream.contracts.output.LoyaltyCell;
import io.tillstream.contracts.output.LoyaltyStratum;
import io.tillstream.contracts.output.ReferralCell;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is on the growth topic, told apart by how its key begins; each kind has a table. */
final class GrowthProjector implements TopicProjector {

    /** By the beginning of the key. */
    private final Map<String, TopicProjector> kinds = new LinkedHashMap<>();

    private final RefusedRecords refused;

    GrowthProjector(RefusedRecords refused) {
        this.refused = refused;
        kinds.put(LoyaltyCell.KEY_PREFIX, LoyaltyTables.cells(refused));
        kinds.put(LoyaltyStratum.KEY_PREFIX, LoyaltyTables.strata(refused));
        kinds.put(ReferralCell.KEY_PREFIX, ReferralTable.cells(refused));
        kinds.put(AcquisitionCell.KEY_PREFIX, MarketingTables.acquisition(refused));
        kinds.put(CommunicationCell.KEY_PREFIX, MarketingTables.communication(refused));
    }

    @Override
    public String topic() {
        return TopicCatalogue.GROWTH.name();
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        for (TopicProjector kind : kinds.values()) {
            kind.prepare(connection);
        }
    }

    @Override
    public void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        Map<String, List<ConsumerRecord<byte[], byte[]>>> sorted = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
            String prefix = key.substring(0, key.indexOf('|') + 1);
            if (kinds.containsKey(prefix)) {
                sorted.computeIfAbsent(prefix, kind -> new ArrayList<>()).add(record);
            } else {
                refused.refuse(record, "not a key of this topic");
            }
        }
        for (Map.Entry<String, TopicProjector> kind : kinds.entrySet()) {
            List<ConsumerRecord<byte[], byte[]>> own = sorted.get(kind.getKey());
            if (own != null) {
                kind.getValue().apply(connection, own);
            }
        }
    }

    @Override
    public void forget(Connection connection) throws SQLException {
        for (TopicProjector kind : kinds.values()) {
            kind.forget(connection);
        }
    }
}
