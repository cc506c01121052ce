package io.tillstream.query.experience;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.Versions;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;

/** Reads and changes where the shop stands with feedback. */
@ApplicationScoped
class FeedbackStatusTables {

    private final Database database;
    private final Clock clock;

    FeedbackStatusTables(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** That of an answer, by the id of its event; new when nobody said anything. */
    Uni<FeedbackStatus> of(String eventId) {
        Sql sql = Sql.of(
                "SELECT coalesce(s.status, 'new') AS status, coalesce(s.version, 0) AS version, s.changed_at"
                        + " FROM feedback_entries f LEFT JOIN feedback_statuses s USING (event_id) WHERE f.event_id = ? LIMIT 1",
                eventId);
        return database.list(sql, FeedbackStatusTables::status).map(found -> {
            if (found.isEmpty()) {
                throw Problem.notFound("feedback");
            }
            return found.getFirst();
        });
    }

    /**
     * Changes it.
     *
     * @param version that the change was made from; 0 for the first
     * @throws Problem when it has another version meanwhile
     */
    Uni<FeedbackStatus> change(String eventId, String status, long version) {
        Sql sql = version == 0
                ? Sql.of(
                        "INSERT INTO feedback_statuses (event_id, status, version, changed_at) VALUES (?, ?, 1, ?)"
                                + " ON CONFLICT (event_id) DO NOTHING RETURNING status, version, changed_at",
                        eventId,
                        status,
                        clock.instant().atOffset(ZoneOffset.UTC))
                : Sql.of(
                        "UPDATE feedback_statuses SET status = ?, version = version + 1, changed_at = ?"
                                + " WHERE event_id = ? AND version = ? RETURNING status, version, changed_at",
                        status,
                        clock.instant().atOffset(ZoneOffset.UTC),
                        eventId,
                        version);
        return of(eventId)
                .flatMap(known -> database.list(sql, FeedbackStatusTables::status))
                .map(changed -> {
                    if (changed.isEmpty()) {
                        throw Versions.changed();
                    }
                    return changed.getFirst();
                });
    }

    private static FeedbackStatus status(Row row) {
        return new FeedbackStatus(
                row.getString("status"), Rows.number(row, "version"), Rows.instantOrNull(row, "changed_at"));
    }
}
