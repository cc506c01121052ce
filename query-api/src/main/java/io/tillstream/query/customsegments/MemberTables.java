package io.tillstream.query.customsegments;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Rows;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Cursor;
import io.tillstream.query.request.Params;
import io.tillstream.query.table.Page;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads who belongs to custom segments, and who came and went. */
@ApplicationScoped
class MemberTables {

    private final Database database;

    MemberTables(Database database) {
        this.database = database;
    }

    /**
     * Members of a segment.
     *
     * @param customers how many
     * @param netMicros their net spend
     */
    record Members(long customers, long netMicros) {
        static final Members NONE = new Members(0, 0);
    }

    /**
     * Somebody entered or left.
     *
     * @param change entered or left
     */
    public record Change(String customerId, String change, Instant at) {}

    /** Members by segment id; those without any are not in it. */
    Uni<Map<String, Members>> counts() {
        Sql sql = Sql.of("SELECT value AS member_of, customers, net_micros FROM customer_counts"
                + " WHERE kind = 'custom_segment' AND customers > 0");
        return database.list(sql, row -> row).map(rows -> {
            Map<String, Members> counts = new HashMap<>();
            rows.forEach(row -> counts.put(
                    row.getString("member_of"),
                    new Members(Rows.number(row, "customers"), Rows.number(row, "net_micros"))));
            return counts;
        });
    }

    /** Newest first. */
    Uni<Page<Change>> changes(String segment, Params params, int limit) {
        Sql sql = Sql.of(
                "SELECT customer_id, change, at, source_partition, source_offset FROM segment_memberships"
                        + " WHERE segment_id = ?",
                segment);
        List<String> after = Cursor.read(params, 3);
        if (after != null) {
            sql.add(
                    " AND (at, source_partition, source_offset) < (?, ?, ?)",
                    Cursor.time(after.get(0)),
                    (int) Cursor.number(after.get(1)),
                    Cursor.number(after.get(2)));
        }
        sql.add(" ORDER BY at DESC, source_partition DESC, source_offset DESC LIMIT ?", limit + 1);
        return database.list(sql, row -> row).map(rows -> {
            Page<Row> page = Page.of(
                    rows,
                    limit,
                    row -> Cursor.write(
                            Cursor.key(Rows.instant(row, "at")),
                            Integer.toString(row.getInteger("source_partition")),
                            Long.toString(row.getLong("source_offset"))));
            return new Page<>(
                    page.items().stream()
                            .map(row -> new Change(
                                    row.getString("customer_id"), row.getString("change"), Rows.instant(row, "at")))
                            .toList(),
                    page.nextCursor());
        });
    }
}
