package io.tillstream.query.support;

import java.sql.SQLException;
import java.util.List;

/** Shops put right into the tables: twelve weeks with patterns, whose newest day is Sunday, 30 June 2024; and what is bought together. */
public final class PatternRows {

    private static final String DAYS =
            " FROM generate_series(date '2024-04-08', date '2024-06-30', interval '1 day') AS d";

    private static final List<String> ROWS = List.of(
            "INSERT INTO customers (customer_id, first_seen_at, last_seen_at) VALUES ('x', '2024-04-01', '2024-06-30T12:00:00Z')",
            // six sessions an hour, thirty on Wednesdays from 14:00; two orders an hour on Saturdays, else one
            "INSERT INTO seasonality_cells SELECT d + h * interval '1 hour', d::date, h, extract(isodow FROM d)::int,"
                    + " CASE WHEN extract(isodow FROM d) = 6 THEN 2 ELSE 1 END, 1, 1000000,"
                    + " CASE WHEN extract(isodow FROM d) = 3 AND h = 14 THEN 30 ELSE 6 END, now()" + DAYS
                    + ", generate_series(0, 23) AS h",
            "INSERT INTO sales_cells SELECT 'day', d::date, 'total', 'all', NULL, NULL, 10, 1, 1, 0, 1, 0, 0, 1, 0, 0, NULL, now()"
                    + DAYS,
            // Toys double in the last four weeks
            "INSERT INTO sales_cells SELECT 'day', d::date, 'category', 'Toys', NULL, NULL,"
                    + " CASE WHEN d > date '2024-06-02' THEN 20 ELSE 10 END, 1, 1, 0, 1, 0, 0, 1, 0, 0, NULL, now()"
                    + DAYS,
            // 84 carts with p1, one in six of them bought; 84 with p2, all bought
            "INSERT INTO carts SELECT p || d, 'x', NULL, CASE WHEN p = 'p1' AND extract(day FROM d)::int % 6 > 0 THEN 'abandoned'"
                    + " ELSE 'purchased' END, d, d::date, d, 1, jsonb_build_array(jsonb_build_object('product_id', p, 'title',"
                    + " upper(p))), NULL" + DAYS + ", unnest(ARRAY['p1', 'p2']) AS p",
            "INSERT INTO funnel_cells SELECT d, d::date, 'country', c, 100, 0, 0, 0, CASE c WHEN 'US' THEN 8 ELSE 4 END,"
                    + " 0, 0, 0, 0, 0, 0, 0, 0, now()" + DAYS + ", unnest(ARRAY['US', 'DE']) AS c",
            // orders of 40 to 44 in Berlin, of 50 to 54 in Paris
            "INSERT INTO orders SELECT 'x', p || d, p || d, d, d::date,"
                    + " (CASE p WHEN 'Berlin' THEN 40 ELSE 50 END + extract(day FROM d)::int % 5) * 1000000::bigint, 1, 1, 'web',"
                    + " 'mobile', 'DE', p, 'unknown', NULL, NULL, NULL, NULL, NULL, d" + DAYS
                    + ", unnest(ARRAY['Berlin', 'Paris']) AS p",
            // one fall a day, four a day in the last four weeks; the first of all is older
            "INSERT INTO segment_transitions SELECT 0, row_number() OVER (), 'x', 'Champions', 'At Risk', '555', '255',"
                    + " 'cut_points', d + interval '5 hours'" + DAYS
                    + ", generate_series(1, 4) AS n WHERE n = 1 OR d > date '2024-06-02'");

    /** Cleo has a pen and paper; ink goes with both, glue with paper, a stapler with the pen but is sold out, and a lamp with neither. */
    private static final List<String> BASKETS = List.of(
            "INSERT INTO customers (customer_id, first_seen_at, last_seen_at) VALUES ('cleo', now(), now()), ('dora', now(), now())",
            "INSERT INTO order_lines SELECT 'cleo', 'o1', n, p, t, 'Office', NULL, 1, 1, 0, 1"
                    + " FROM (VALUES (0, 'pen', 'Pen'), (1, 'paper', NULL)) AS lines (n, p, t)",
            "INSERT INTO related_products (product_id, related_id, place, baskets, joint, confidence, lift) VALUES"
                    + " ('pen', 'ink', 1, 20, 10, 0.5, 4), ('pen', 'paper', 2, 20, 8, 0.4, 3), ('pen', 'stapler', 3, 20, 8, 0.4, 3),"
                    + " ('pen', 'lamp', 4, 20, 4, 0.2, 0.9), ('paper', 'ink', 1, 40, 10, 0.25, 2),"
                    + " ('paper', 'glue', 2, 40, 8, 0.2, 1.5), ('desk', 'chair', 1, 9, 9, 1, 9)",
            "INSERT INTO sales_cells SELECT 'all', NULL, 'product', p, t, 'Office', 1, 1, 1, 0, 1, 0, 0, 1, 0, 0, s, now()"
                    + " FROM (VALUES ('ink', 'Ink', 7), ('stapler', 'Stapler', 0)) AS cells (p, t, s)");

    private PatternRows() {}

    /** Fills the tables with what recommendations come from. */
    public static void insertBaskets() throws SQLException {
        Tables.execute(BASKETS);
    }

    /** Fills the tables with twelve weeks. */
    public static void insert() throws SQLException {
        Tables.execute(ROWS);
    }

    /** Empties them again. */
    public static void remove() throws SQLException {
        Tables.execute(List.of(
                "TRUNCATE customers, seasonality_cells, sales_cells, carts, funnel_cells, orders, segment_transitions,"
                        + " order_lines, related_products"));
    }
}
