package io.tillstream.query.quarantine;

import io.tillstream.query.database.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Records that are alike in what they are grouped by; what they are not grouped by is null.
 *
 * @param group id of those with the same source, write key, field and reason
 * @param field with {@code *} for numbers
 * @param reason with {@code *} for numbers
 * @param open of these, the ones about which something is still to be done: waiting, repaired, replaying
 * @param firstAt when the first was refused
 * @param example id of one of them
 */
public record QuarantineGroup(
        @Nullable String group,
        @Nullable String source,
        @Nullable String writeKey,
        @Nullable String field,
        @Nullable String reason,
        @Nullable String action,
        long records,
        long open,
        long waiting,
        long repaired,
        long replaying,
        long replayed,
        long discarded,
        Instant firstAt,
        Instant lastAt,
        @Nullable String example) {

    static QuarantineGroup of(Row row) {
        long waiting = Rows.number(row, "waiting");
        long repaired = Rows.number(row, "repaired");
        long replaying = Rows.number(row, "replaying");
        return new QuarantineGroup(
                row.getString("group_id"),
                row.getString("source"),
                row.getString("write_key"),
                row.getString("group_field"),
                row.getString("group_reason"),
                row.getString("action"),
                Rows.number(row, "records"),
                waiting + repaired + replaying,
                waiting,
                repaired,
                replaying,
                Rows.number(row, "replayed"),
                Rows.number(row, "discarded"),
                Rows.instant(row, "first_at"),
                Rows.instant(row, "last_at"),
                row.getString("example"));
    }
}
