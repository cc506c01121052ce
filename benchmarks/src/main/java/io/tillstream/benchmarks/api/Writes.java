package io.tillstream.benchmarks.api;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who writes while others ask: each second a transaction with the purchases of some customers, so that nothing that was remembered of the tables holds any more. */
final class Writes implements AutoCloseable {

    private static final int CUSTOMERS = 100;
    private static final int PRICE_MICROS = 20_000_000;

    private final Connection connection;
    private final int customers;
    private final ScheduledExecutorService thread;
    private final ScheduledFuture<?> writing;
    private final AtomicInteger commits = new AtomicInteger();

    /** @param customers that there are, by the numbers from 1 on */
    Writes(String url, String user, String password, int customers, ScheduledExecutorService thread)
            throws SQLException {
        this.connection = DriverManager.getConnection(url, user, password);
        this.customers = customers;
        this.thread = thread;
        connection.setAutoCommit(false);
        this.writing = thread.scheduleAtFixedRate(this::write, 0, 1, TimeUnit.SECONDS);
    }

    private void write() {
        try (PreparedStatement bought = connection.prepareStatement(
                        "UPDATE customers SET orders = coalesce(orders, 0) + 1, net_micros = coalesce(net_micros, 0) + ?,"
                                + " last_seen_at = last_seen_at + interval '1 millisecond' WHERE customer_id = ANY (?)");
                PreparedStatement sold = connection.prepareStatement(
                        "UPDATE sales_cells SET orders = orders + ? WHERE period = 'all' AND dimension = 'category'")) {
            Object[] who = ThreadLocalRandom.current()
                    .ints(CUSTOMERS, 1, customers + 1)
                    .mapToObj(Integer::toString)
                    .toArray();
            bought.setLong(1, PRICE_MICROS);
            bought.setArray(2, connection.createArrayOf("text", who));
            bought.executeUpdate();
            sold.setInt(1, CUSTOMERS);
            sold.executeUpdate();
            connection.commit();
            commits.incrementAndGet();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot write", e);
        }
    }

    /** How often something was committed. Fails when writing has failed. */
    int commits() {
        if (writing.isDone()) {
            throw new IllegalStateException("writing ended before the measurement", writing.exceptionNow());
        }
        return commits.get();
    }

    @Override
    public void close() throws SQLException {
        thread.shutdownNow();
        connection.close();
    }
}
