package io.tillstream.stack.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A shop with many customers and two years of sales, for questions of speed. The database makes the rows itself, within seconds per 100,000 customers. They look like
 * those of a shop (values by the hundred, times spread evenly), but are not what any event log comes to.
 *
 * @param customers how many; two orders for each
 * @param products how many have sales every day
 */
public record LargeShop(int customers, int products) {

    /** The newest day with sales. */
    public static final LocalDate LAST = LocalDate.of(2024, 6, 30);

    private static final String STATEMENTS = "large-shop.sql";
    private static final int BATCH = 50_000;

    /** Checks that there is something to make. */
    public LargeShop {
        if (customers < 1_000 || products < 10) {
            throw new IllegalArgumentException("at least 1,000 customers and 10 products");
        }
    }

    /** Fills the tables of the query service, which are there and empty. Customers come in batches, as they do in life. */
    public void insert(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements()) {
                if (!sql.contains(":first")) {
                    statement.execute(sql);
                    continue;
                }
                for (int first = 1; first <= customers; first += BATCH) {
                    int last = Math.min(customers, first + BATCH - 1);
                    statement.execute(
                            sql.replace(":first", Integer.toString(first)).replace(":last", Integer.toString(last)));
                }
            }
            statement.execute("VACUUM ANALYZE");
        }
    }

    private List<String> statements() {
        Map<String, Integer> sizes = Map.of(
                ":customers",
                customers,
                ":orders",
                2 * customers,
                ":carts",
                customers,
                ":events",
                customers,
                ":few",
                Math.max(20_000, customers / 10),
                ":products",
                products);
        String text = text();
        for (Map.Entry<String, Integer> size : sizes.entrySet()) {
            text = text.replace(size.getKey(), Integer.toString(size.getValue()));
        }
        return Stream.of(text.split(";\n")).filter(sql -> !sql.isBlank()).toList();
    }

    private static String text() {
        try (InputStream statements = LargeShop.class.getResourceAsStream(STATEMENTS)) {
            if (statements == null) {
                throw new IllegalStateException(STATEMENTS + " is missing");
            }
            return new String(statements.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
