package io.tillstream.query.projection;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.CustomerDetails;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Names, addresses of mail and telephone: personal data, which only the customers topic carries. A part that is not sent leaves what was known. */
final class CustomersProjector implements TopicProjector {

    private record Personal(
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone) {
        static final Personal NONE = new Personal(null, null, null);

        Personal then(CustomerDetails newer) {
            return new Personal(
                    newer.name() == null ? name : newer.name(),
                    newer.email() == null ? email : newer.email(),
                    newer.phone() == null ? phone : newer.phone());
        }
    }

    private final StagedTable table = StagedTable.merging(
            "personal",
            "customers",
            "customer_id, name, email, phone",
            "ON CONFLICT (customer_id) DO UPDATE SET name = coalesce(EXCLUDED.name, customers.name),"
                    + " email = coalesce(EXCLUDED.email, customers.email), phone = coalesce(EXCLUDED.phone, customers.phone)");
    private final CopyBuffer rows = new CopyBuffer();
    private final EventReader reader;
    private final RefusedRecords refused;

    CustomersProjector(EventReader reader, RefusedRecords refused) {
        this.reader = reader;
        this.refused = refused;
    }

    @Override
    public String topic() {
        return TopicCatalogue.CUSTOMERS.name();
    }

    @Override
    public void prepare(Connection connection) throws SQLException {
        table.prepare(connection);
    }

    @Override
    public void apply(Connection connection, List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        Map<String, Personal> known = new TreeMap<>();
        TreeSet<String> erased = new TreeSet<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.value() == null) {
                String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
                known.remove(key);
                erased.add(key);
            } else {
                read(record, known);
            }
        }
        erase(connection, new ArrayList<>(erased));
        rows.clear();
        known.forEach((customer, personal) -> rows.row(table.columnCount())
                .text(customer)
                .text(personal.name())
                .text(personal.email())
                .text(personal.phone()));
        table.write(connection, rows);
    }

    private void read(ConsumerRecord<byte[], byte[]> record, Map<String, Personal> known) {
        try {
            CommerceEvent event = reader.read(record.value(), Instant.ofEpochMilli(record.timestamp()));
            CustomerDetails details =
                    switch (event) {
                        case CommerceEvent.Identify identify -> identify.details();
                        case CommerceEvent.CustomerUpdated updated -> updated.details();
                        default -> null;
                    };
            if (details == null) {
                refused.refuse(record, "action: not one with a customer's details");
            } else {
                known.merge(event.key(), Personal.NONE.then(details), (old, fresh) -> old.then(details));
            }
        } catch (InvalidEventException e) {
            refused.refuse(record, e.field() + " is not as it should be");
        }
    }

    private static void erase(Connection connection, List<String> customers) throws SQLException {
        if (customers.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE customers SET name = NULL, email = NULL, phone = NULL WHERE customer_id = ANY (?)")) {
            statement.setArray(1, connection.createArrayOf("text", customers.toArray()));
            statement.executeUpdate();
        }
    }

    @Override
    public void forget(Connection connection) throws SQLException {
        StagedTable.execute(connection, "UPDATE customers SET name = NULL, email = NULL, phone = NULL");
    }
}
