package io.tillstream.query.quarantine;

import io.tillstream.query.database.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that is no event.
 *
 * @param state waiting, repaired, replaying, replayed or discarded
 * @param rejectedAt when it was refused
 * @param source log, or the format that a way in takes
 * @param writeKey name of the key it was sent with, where a way in refused it
 * @param field what was wrong
 * @param reason why
 * @param group id of those with the same fault
 * @param origin its place: {@code topic-partition@offset}
 * @param eventId what it calls itself, as far as it can be read
 * @param bytes its length
 * @param decidedBy who decided last what becomes of it
 * @param why it was discarded
 */
public record QuarantineRow(
        String id,
        String state,
        Instant rejectedAt,
        String source,
        @Nullable String writeKey,
        String field,
        String reason,
        String group,
        String origin,
        @Nullable String eventId,
        @Nullable String action,
        int bytes,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String why,
        @Nullable Instant replayedAt) {

    static final String COLUMNS = "q.id, q.state, q.rejected_at, q.source, q.write_key, q.field, q.reason, q.group_id,"
            + " q.origin, q.event_id, q.action, q.size, d.decided_by, d.decided_at, d.why, d.replayed_at";

    static QuarantineRow of(Row row) {
        return new QuarantineRow(
                row.getString("id"),
                row.getString("state"),
                Rows.instant(row, "rejected_at"),
                row.getString("source"),
                row.getString("write_key"),
                row.getString("field"),
                row.getString("reason"),
                row.getString("group_id"),
                row.getString("origin"),
                row.getString("event_id"),
                row.getString("action"),
                row.getInteger("size"),
                row.getString("decided_by"),
                Rows.instantOrNull(row, "decided_at"),
                row.getString("why"),
                Rows.instantOrNull(row, "replayed_at"));
    }
}
