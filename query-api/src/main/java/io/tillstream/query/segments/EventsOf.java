package io.tillstream.query.segments;

import io.tillstream.query.database.Sql;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The raw events of some customers, with those from when they were anonymous. Cells do not know segments, places and age groups, for customers move between them; so what is
 * asked of such customers is counted from what they did, by the same rules as the cells.
 */
public final class EventsOf {

    private EventsOf() {}

    /** Everything of {@code events}, the customer as {@code who} and the time to the millisecond as {@code at}. */
    public static Sql of(Whose whose, String... actions) {
        return of(whose, Sql.of(""), actions);
    }

    /**
     * The same within bounds.
     *
     * @param bounds further conditions on {@code events} as {@code e}, each beginning with AND
     */
    public static Sql of(Whose whose, Sql bounds, String... actions) {
        return rows(
                "events",
                Sql.of(" AND e.action IN " + Arrays.stream(actions).collect(Collectors.joining("', '", "('", "')")))
                        .add(bounds),
                whose);
    }

    /** The orders of these customers, likewise. */
    public static Sql orders(Whose whose, Sql bounds) {
        return rows("orders", bounds, whose);
    }

    /** The refunds of these customers, likewise. */
    public static Sql refunds(Whose whose) {
        return rows("refunds", Sql.of(""), whose);
    }

    private static Sql rows(String table, Sql conditions, Whose whose) {
        return Sql.of("(SELECT e.*, date_trunc('milliseconds', e.occurred_at) AS at, c.customer_id AS who FROM "
                        + table + " e JOIN customers c ON c.customer_id = person(e.customer_id, e.occurred_at)"
                        + " WHERE true")
                .add(whose.conditions("c"))
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
