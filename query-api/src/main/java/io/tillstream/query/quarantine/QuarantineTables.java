package io.tillstream.query.quarantine;

import io.smallrye.mutiny.Uni;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Cursor;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.request.Problem;
import io.tillstream.query.table.Page;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what is in quarantine. */
@ApplicationScoped
class QuarantineTables {

    private static final String COUNTS = "count(*) AS records,"
            + " count(*) FILTER (WHERE state = 'waiting') AS waiting,"
            + " count(*) FILTER (WHERE state = 'repaired') AS repaired,"
            + " count(*) FILTER (WHERE state = 'replaying') AS replaying,"
            + " count(*) FILTER (WHERE state = 'replayed') AS replayed,"
            + " count(*) FILTER (WHERE state = 'discarded') AS discarded";

    private final Database database;
    private final BusinessTime time;

    QuarantineTables(Database database, BusinessTime time) {
        this.database = database;
        this.time = time;
    }

    /** Newest first. */
    Uni<Page<QuarantineRow>> page(Params params, int limit) {
        Sql sql = Sql.of("SELECT " + QuarantineRow.COLUMNS
                + " FROM quarantine q LEFT JOIN quarantine_decisions d USING (id) WHERE true");
        sql.add(filter(params));
        List<String> after = Cursor.read(params, 2);
        if (after != null) {
            sql.add(" AND (q.rejected_at, q.id) < (?, ?)", Cursor.time(after.get(0)), after.get(1));
        }
        sql.add(" ORDER BY q.rejected_at DESC, q.id DESC LIMIT ?", limit + 1);
        return database.list(sql, QuarantineRow::of)
                .map(rows -> Page.of(rows, limit, row -> Cursor.write(Cursor.key(row.rejectedAt()), row.id())));
    }

    private Sql filter(Params params) {
        List<String> states = new ArrayList<>(QuarantineState.allNames());
        states.add("open");
        String state = params.oneOf(Parameter.STATE, states);
        Sql sql = Sql.of("");
        if ("open".equals(state)) {
            sql.add(" AND q.state = ANY(?::text[])", (Object) QuarantineState.names(QuarantineState.OPEN));
        } else {
            sql.addIf(" AND q.state = ?", state);
        }
        sql.addIf(" AND q.group_id = ?", params.text(Parameter.GROUP));
        sql.addIf(" AND ? IN (q.field, q.group_field)", params.text(Parameter.FIELD));
        sql.addIf(" AND ? IN (q.reason, q.group_reason)", params.text(Parameter.REASON));
        sql.addIf(" AND q.source = ?", params.text(Parameter.SOURCE));
        sql.addIf(" AND q.write_key = ?", params.text(Parameter.WRITE_KEY));
        sql.addIf(" AND q.action = ?", params.text(Parameter.ACTION));
        Filters days = Filters.of(params);
        sql.addIf(" AND q.rejected_at >= ?", start(days.from()));
        sql.addIf(
                " AND q.rejected_at < ?",
                start(days.to() == null ? null : days.to().plusDays(1)));
        return sql;
    }

    private @Nullable OffsetDateTime start(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(time.zone()).toOffsetDateTime();
    }

    /** The groups with most open records first. */
    Uni<List<QuarantineGroup>> groups(Dimension dimension, int limit) {
        Sql sql = Sql.of(
                "SELECT " + dimension.columns() + ", max(id) AS example, " + COUNTS
                        + ", min(rejected_at) AS first_at, max(rejected_at) AS last_at FROM quarantine GROUP BY "
                        + String.join(", ", dimension.by)
                        + " ORDER BY count(*) FILTER (WHERE state IN ('waiting', 'repaired', 'replaying')) DESC,"
                        + " last_at DESC, example LIMIT ?",
                limit);
        return database.list(sql, QuarantineGroup::of);
    }

    /** By what records are grouped. */
    enum Dimension {
        KIND("group_id", "source", "write_key", "group_field", "group_reason"),
        FIELD("group_field"),
        REASON("group_reason"),
        SOURCE("source"),
        WRITE_KEY("write_key"),
        ACTION("action");

        private final List<String> by;

        Dimension(String... by) {
            this.by = List.of(by);
        }

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        private String columns() {
            return Stream.of("group_id", "source", "write_key", "group_field", "group_reason", "action")
                    .map(column -> by.contains(column) ? column : "NULL::text AS " + column)
                    .collect(Collectors.joining(", "));
        }
    }

    Uni<QuarantineSummary> summary() {
        Sql sql = Sql.of("SELECT c.*, o.*, l.* FROM (SELECT " + COUNTS + " FROM quarantine) c,"
                + " (SELECT min(first_at) AS oldest_open_at FROM (SELECT min(rejected_at) AS first_at FROM quarantine"
                + " WHERE state = 'waiting' UNION ALL SELECT min(rejected_at) FROM quarantine WHERE state = 'repaired'"
                + " UNION ALL SELECT min(rejected_at) FROM quarantine WHERE state = 'replaying') AS each) o,"
                + " (SELECT coalesce(sum(records), 0)::bigint AS let_go, coalesce(sum(open), 0)::bigint AS let_go_open"
                + " FROM quarantine_let_go) l");
        return database.one(sql, row -> {
            long waiting = Rows.number(row, "waiting");
            long repaired = Rows.number(row, "repaired");
            long replaying = Rows.number(row, "replaying");
            return new QuarantineSummary(
                    Rows.number(row, "records"),
                    waiting + repaired + replaying,
                    waiting,
                    repaired,
                    replaying,
                    Rows.number(row, "replayed"),
                    Rows.number(row, "discarded"),
                    Rows.instantOrNull(row, "oldest_open_at"),
                    Rows.number(row, "let_go"),
                    Rows.number(row, "let_go_open"));
        });
    }

    /** A record with its bytes. */
    record Whole(
            QuarantineRow record,
            byte @Nullable [] key,
            byte @Nullable [] body,
            byte @Nullable [] repaired,
            @Nullable String changes) {}

    Uni<Whole> whole(String id) {
        Sql sql = Sql.of(
                "SELECT " + QuarantineRow.COLUMNS + ", q.record_key, q.body, d.repaired, d.changes::text AS changes"
                        + " FROM quarantine q LEFT JOIN quarantine_decisions d USING (id) WHERE id = ?",
                id);
        return database.list(
                        sql,
                        row -> new Whole(
                                QuarantineRow.of(row),
                                bytes(row, "record_key"),
                                bytes(row, "body"),
                                bytes(row, "repaired"),
                                row.getString("changes")))
                .map(rows -> {
                    if (rows.isEmpty()) {
                        throw Problem.notFound("record in quarantine");
                    }
                    return rows.getFirst();
                });
    }

    static byte @Nullable [] bytes(Row row, String column) {
        var value = row.getBuffer(column);
        return value == null ? null : value.getBytes();
    }
}
