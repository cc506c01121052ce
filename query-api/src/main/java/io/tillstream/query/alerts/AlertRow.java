package io.tillstream.query.alerts;

import io.tillstream.query.database.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert as it stands now.
 *
 * @param state raised or cleared
 * @param value the measured figure
 * @param limit what it was held against
 * @param at since when it is in this state
 * @param raisedAt since when it is, or was, raised
 */
public record AlertRow(
        String id,
        String rule,
        String subject,
        String state,
        @Nullable Double value,
        @Nullable Double limit,
        String sentence,
        Instant at,
        @Nullable Instant raisedAt) {

    static AlertRow of(Row row) {
        return new AlertRow(
                row.getString("id"),
                row.getString("rule"),
                row.getString("subject"),
                row.getString("state"),
                row.getDouble("figure"),
                row.getDouble("bound"),
                row.getString("sentence"),
                Rows.instant(row, "at"),
                Rows.instantOrNull(row, "raised_at"));
    }
}
