package io.tillstream.query.segments;

import io.tillstream.query.database.Sql;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The raw events of the customers who are in an RFM segment now, with those from when they were anonymous. Cells do not know segments, for customers move between
 * them; so what is asked of a segment is counted from what its customers did, by the same rules as the cells.
 */
public final class SegmentEvents {

    private SegmentEvents() {}

    /** Everything of {@code events}, the customer as {@code who} and the time to the millisecond as {@code at}. */
    public static Sql of(String segment, String... actions) {
        return of(segment, Sql.of(""), actions);
    }

    /**
     * The same within bounds.
     *
     * @param bounds further conditions on {@code events} as {@code e}, each beginning with AND
     */
    public static Sql of(String segment, Sql bounds, String... actions) {
        return rows(
                "events",
                Sql.of(" AND e.action IN " + Arrays.stream(actions).collect(Collectors.joining("', '", "('", "')")))
                        .add(bounds),
                segment);
    }

    /** The orders of these customers, likewise. */
    public static Sql orders(String segment, Sql bounds) {
        return rows("orders", bounds, segment);
    }

    /** The refunds of these customers, likewise. */
    public static Sql refunds(String segment) {
        return rows("refunds", Sql.of(""), segment);
    }

    private static Sql rows(String table, Sql conditions, String segment) {
        return Sql.of(
                        "(SELECT e.*, date_trunc('milliseconds', e.occurred_at) AS at, c.customer_id AS who FROM "
                                + table + " e JOIN customers c ON c.customer_id = person(e.customer_id, e.occurred_at)"
                                + " WHERE c.segment = ?",
                        segment)
                .add(conditions)
                .add(")")
                .joiningMany();
    }

    /** How names of channels and campaigns are compared, as a term of SQL. */
    public static String name(String term) {
        return "coalesce(nullif(replace(lower(btrim(" + term + ", E' \\t\\n\\r')), '|', '/'), ''), 'unknown')";
    }

    /** {@code source / medium} of the campaign that an event names; null when it names neither. */
    public static String marketing() {
        String halves = Stream.of("source", "medium")
                .map(half -> name("e.context->'campaign'->>'" + half + "'"))
                .collect(Collectors.joining(" || ' / ' || "));
        return "nullif(" + halves + ", 'unknown / unknown')";
    }
}
