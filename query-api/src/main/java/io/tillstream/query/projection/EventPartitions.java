package io.tillstream.query.projection;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The months of raw events. */
public final class EventPartitions {

    private final ProjectionSettings settings;

    /** Partitions of the database that the settings name. */
    public EventPartitions(ProjectionSettings settings) {
        this.settings = settings;
    }

    /**
     * Drops the months that end at or before an instant.
     *
     * @return how many months
     */
    public int dropBefore(Instant limit) throws SQLException {
        YearMonth kept = YearMonth.from(limit.atOffset(ZoneOffset.UTC));
        try (Connection connection = DriverManager.getConnection(
                settings.databaseUrl(), settings.databaseUser(), settings.databasePassword())) {
            List<String> old = months(connection).stream()
                    .filter(table -> YearMonth.parse(
                                    table.substring("events_".length()).replace('_', '-'))
                            .isBefore(kept))
                    .toList();
            for (String table : old) {
                StagedTable.execute(connection, "DROP TABLE tillstream." + table);
            }
            return old.size();
        }
    }

    private static List<String> months(Connection connection) throws SQLException {
        List<String> months = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet tables = statement.executeQuery(
                        "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
                                + " WHERE i.inhparent = 'tillstream.events'::regclass AND c.relname ~ '^events_[0-9]{4}_[0-9]{2}$'")) {
            while (tables.next()) {
                months.add(tables.getString(1));
            }
        }
        return months;
    }
}
