package io.tillstream.query.projection;

import io.tillstream.contracts.event.CustomerDetails;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What customers said of themselves, in log order: a sale that names no place belongs to the place that was stated before it.
 *
 * <p>One batch at a time: {@link #load}, then {@link #state} and {@link #of} in log order, then {@link #write}.
 */
final class StatedDetails {

    private final StagedTable table = StagedTable.merging(
            "stated",
            "customers",
            "customer_id, stated_age_group, stated_gender, stated_location, stated_country, registered_at",
            "ON CONFLICT (customer_id) DO UPDATE SET"
                    + " stated_age_group = coalesce(EXCLUDED.stated_age_group, customers.stated_age_group),"
                    + " stated_gender = coalesce(EXCLUDED.stated_gender, customers.stated_gender),"
                    + " stated_location = coalesce(EXCLUDED.stated_location, customers.stated_location),"
                    + " stated_country = coalesce(EXCLUDED.stated_country, customers.stated_country),"
                    + " registered_at = coalesce(EXCLUDED.registered_at, customers.registered_at)");
    private final CopyBuffer rows = new CopyBuffer();
    private final Map<String, Stated> current = new HashMap<>();
    private final TreeMap<String, Stated> changes = new TreeMap<>();

    void prepare(Connection connection) throws SQLException {
        table.prepare(connection);
    }

    /** Begins a batch with what is stored of these customers. */
    void load(Connection connection, Collection<String> customers) throws SQLException {
        current.clear();
        changes.clear();
        if (customers.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT customer_id, stated_age_group, stated_location, stated_country FROM customers"
                        + " WHERE customer_id = ANY (?)"
                        + " AND coalesce(stated_age_group, stated_location, stated_country) IS NOT NULL")) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            customers.stream()
                                    .map(customer -> customer.replace('\0', '\uFFFD'))
                                    .toArray()));
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    current.put(
                            found.getString(1),
                            new Stated(found.getString(2), null, found.getString(3), found.getString(4), null));
                }
            }
        }
    }

    /** A customer's details arrived. */
    void state(String customer, CustomerDetails details) {
        current.put(customer, of(customer).then(details));
        changes.put(customer, changes.getOrDefault(customer, Stated.NOTHING).then(details));
    }

    /** What the customer has stated up to here. */
    Stated of(String customer) {
        return current.getOrDefault(customer, Stated.NOTHING);
    }

    void write(Connection connection) throws SQLException {
        rows.clear();
        changes.forEach((customer, stated) -> rows.row(table.columnCount())
                .text(customer)
                .text(stated.ageGroup())
                .text(stated.gender())
                .text(stated.location())
                .text(stated.country())
                .time(stated.registeredAt()));
        table.write(connection, rows);
    }
}
