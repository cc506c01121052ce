package io.tillstream.query.support;

import java.sql.SQLException;
import java.util.List;

/**
 * Four buyers put right into the tables, whose history ends on 15 June 2024. Ann and Bob are Champions, Cleo is Lost, Dora has no segment. Bob's first order is that of a visitor
 * who turned out to be him; his second came from both, and is one. Cleo had money back before she bought; Ann's first order is worth as much in books as in toys.
 */
public final class BuyerRows {

    private static final List<String> ROWS = List.of(
            customer("ann", "'Champions', 'Low'", "2024-01-10T10:00", "2024-05-20T09:00"),
            customer("bob", "'Champions', 'Medium'", "2024-01-31T23:30", "2024-03-01T23:30"),
            customer("cleo", "'Lost', 'High'", "2024-01-05T12:00", "2024-06-10T08:00"),
            customer("dora", "NULL, NULL", "2024-02-29T18:00", "2024-02-29T18:00"),
            "INSERT INTO identities VALUES ('anon:v9', '{bob}', '[{\"customer_id\":\"bob\"}]', '[]')",
            order("ann", "a1", "2024-01-10T10:00", 40, 2, "web", "mobile", "DE", "Berlin", "26-35"),
            line("ann", "a1", 1, "novel", "Books", 1, 0, 20),
            line("ann", "a1", 2, "robot", "Toys", 1, 5, 20),
            order("ann", "a2", "2024-02-05T10:30", 10, 1, "app", "mobile", "DE", "Berlin", "26-35"),
            line("ann", "a2", 1, "robot", "Toys", 1, 0, 10),
            order("ann", "a3", "2024-05-20T09:00", 30, 3, "web", "desktop", "DE", "Potsdam", "26-35"),
            line("ann", "a3", 1, "novel", "Books", 3, 0, 30),
            order("anon:v9", "b1", "2024-01-31T23:30", 20, 2, "store", "desktop", "unknown", "unknown", "unknown"),
            line("anon:v9", "b1", 1, "seeds", "Garden", 1, 0, 5),
            line("anon:v9", "b1", 2, "novel", "Books", 1, 0, 15),
            order("bob", "b2", "2024-03-01T23:30", 8, 2, "web", "desktop", "US", "Chicago", "36-45"),
            line("bob", "b2", 1, "seeds", "Garden", 2, 0, 8),
            order("anon:v9", "b2", "2024-03-01T23:29", 8, 2, "web", "desktop", "US", "Chicago", "36-45"),
            line("anon:v9", "b2", 1, "seeds", "Garden", 2, 0, 8),
            order("cleo", "c1", "2024-01-05T12:00", 12, 1, "app", "mobile", "US", "Chicago", "18-25"),
            line("cleo", "c1", 1, "robot", "Toys", 1, 0, 12),
            order("cleo", "c2", "2024-06-10T08:00", 6, 1, "app", "mobile", "US", "Chicago", "18-25"),
            line("cleo", "c2", 1, "robot", "Toys", 1, 0, 6),
            order("dora", "d1", "2024-02-29T18:00", 7, 1, "web", "mobile", "DE", "Berlin", "unknown"),
            line("dora", "d1", 1, "thing", "unknown", 1, 0, 7),
            "UPDATE orders SET payment_method = 'card' WHERE order_id IN ('a1', 'b1', 'b2')",
            refund("cleo", "2023-12-30", 2),
            refund("ann", "2024-03-07", 5),
            // in April there were visits, and no order
            "INSERT INTO seasonality_cells VALUES ('2024-04-02T00:00:00Z', '2024-04-02', 0, 2, 0, 0, 0, 9, now())");

    private BuyerRows() {}

    private static String customer(String id, String segmentAndTier, String first, String last) {
        return "INSERT INTO customers (customer_id, segment, churn_tier, first_seen_at, last_seen_at, first_purchase_at, last_purchase_at,"
                + " fresh_through) VALUES ('" + id + "', " + segmentAndTier
                + ", '2023-12-30T12:00:00Z', '2024-06-15T12:00:00Z', '" + first + ":00Z', '" + last + ":00Z', now())";
    }

    private static String order(
            String customer,
            String id,
            String at,
            int gross,
            int units,
            String channel,
            String device,
            String country,
            String location,
            String ageGroup) {
        return "INSERT INTO orders (customer_id, order_id, event_id, occurred_at, day, gross_micros, units, lines, channel, device, country,"
                + " location, age_group, appended_at) VALUES ('" + customer + "', '" + id + "', 'e-" + id + "', '" + at
                + ":00Z', '" + at.substring(0, 10) + "', " + gross + "000000, " + units + ", 1, '" + channel + "', '"
                + device + "', '" + country + "', '" + location + "', '" + ageGroup + "', now())";
    }

    private static String line(
            String customer,
            String order,
            int number,
            String product,
            String category,
            int quantity,
            int discount,
            int amount) {
        return "INSERT INTO order_lines (customer_id, order_id, line, product_id, category, price_micros, quantity, discount_micros,"
                + " amount_micros) VALUES ('" + customer + "', '" + order + "', " + number + ", '" + product + "', '"
                + category + "', 1, " + quantity + ", " + discount + "000000, " + amount + "000000)";
    }

    private static String refund(String customer, String day, int amount) {
        return "INSERT INTO refunds VALUES ('" + customer + "', 'r-" + customer + "', 'o', '" + day + "T10:00:00Z', '"
                + day + "', " + amount + "000000, 1, 'web', 'mobile', 'DE', 'Berlin', 'unknown', now())";
    }

    /** Fills the tables. */
    public static void insert() throws SQLException {
        Tables.execute(ROWS);
    }

    /** Adds the first order of Bob once more, from another visitor who is him, a minute before and to the log an hour before. */
    public static void sendFirstOrderOfBobTwice() throws SQLException {
        Tables.execute(List.of(
                "INSERT INTO identities VALUES ('anon:v8', '{bob}', '[{\"customer_id\":\"bob\"}]', '[]')",
                order("anon:v8", "b1", "2024-01-31T23:29", 20, 2, "store", "mobile", "unknown", "unknown", "unknown"),
                line("anon:v8", "b1", 1, "seeds", "Garden", 1, 0, 5),
                line("anon:v8", "b1", 2, "novel", "Books", 1, 0, 15),
                "UPDATE orders SET appended_at = appended_at - interval '1 hour' WHERE customer_id = 'anon:v8'"));
    }

    /** Empties them again. */
    public static void remove() throws SQLException {
        Tables.execute(List.of(
                "TRUNCATE customers, identities, orders, order_lines, refunds, refund_lines, seasonality_cells"));
    }
}
