package io.tillstream.stack.audit;

import io.tillstream.stack.audit.SalesLedger.SalesTally;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of single orders and refunds: what they add up to by customer, day, dimension, product and category. */
final class OrderTables {

    private static final String ORDER_SUMS =
            "count(*) as orders, sum(units)::bigint as units, sum(gross_micros)::bigint as gross";
    private static final List<String> DIMENSIONS = List.of("location", "country", "age_group");

    private final DatabaseSide database;
    private final RecountResult result;
    private final AuditReport report;

    /** Sums of orders. */
    record OrderSums(long orders, long units, long grossMicros) {
        boolean isZero() {
            return orders == 0 && units == 0 && grossMicros == 0;
        }
    }

    /** Sums of order lines. */
    record LineSums(long units, long grossMicros) {
        boolean isZero() {
            return units == 0 && grossMicros == 0;
        }
    }

    /** Sums of refunds. */
    record RefundSums(long refundMicros) {
        boolean isZero() {
            return refundMicros == 0;
        }
    }

    OrderTables(DatabaseSide database, RecountResult result, AuditReport report) {
        this.database = database;
        this.result = result;
        this.report = report;
    }

    void compare() throws SQLException {
        ordersByCustomer();
        refundsByCustomer();
        ordersByDay();
        for (String dimension : DIMENSIONS) {
            ordersBy(dimension);
            refundsBy("refunds", dimension, dimension);
        }
        for (String dimension : List.of("product", "category")) {
            String column = dimension.equals("product") ? "product_id" : "category";
            linesBy(dimension, column);
            refundsBy("refund_lines", column, dimension);
        }
    }

    private void ordersByCustomer() throws SQLException {
        Map<String, Customer> customers = result.books().customers();
        Comparison<String, OrderSums> comparison = new Comparison<>(
                report.family("orders by customer"),
                Place.DATABASE,
                OrderSums.class,
                (id, stored) -> {
                    Customer customer = customers.get(id);
                    return customer == null
                            ? null
                            : new OrderSums(customer.orders, customer.units, customer.grossMicros);
                },
                OrderSums::isZero);
        database.each(
                "select person(customer_id, occurred_at) as customer_id, " + ORDER_SUMS + " from orders group by 1",
                row -> comparison.stored(
                        row.getString("customer_id"),
                        new OrderSums(row.getLong("orders"), row.getLong("units"), row.getLong("gross"))));
        comparison.finish(customers.keySet());
    }

    private void refundsByCustomer() throws SQLException {
        Map<String, Customer> customers = result.books().customers();
        Comparison<String, RefundSums> comparison = new Comparison<>(
                report.family("refunds by customer"),
                Place.DATABASE,
                RefundSums.class,
                (id, stored) -> {
                    Customer customer = customers.get(id);
                    return customer == null ? null : new RefundSums(customer.refundMicros);
                },
                RefundSums::isZero);
        database.each(
                "select person(customer_id, occurred_at) as customer_id, sum(amount_micros)::bigint as amount from refunds group by 1",
                row -> comparison.stored(row.getString("customer_id"), new RefundSums(row.getLong("amount"))));
        comparison.finish(customers.keySet());
    }

    private void ordersByDay() throws SQLException {
        Map<LocalDate, SalesTally> days = result.salesCells().entrySet().stream()
                .filter(cell -> cell.getKey().dimension().equals("total"))
                .filter(cell -> cell.getKey().day() != SalesLedger.Key.ALL_TIME)
                .collect(Collectors.toMap(cell -> Calendar.date(cell.getKey().day()), Map.Entry::getValue));
        Comparison<LocalDate, OrderSums> comparison = comparison(
                "orders by day",
                OrderSums.class,
                days,
                day -> new OrderSums(day.orders, day.units, day.grossMicros),
                OrderSums::isZero);
        database.each(
                "select day, " + ORDER_SUMS + " from orders group by day",
                row -> comparison.stored(
                        row.getObject("day", LocalDate.class),
                        new OrderSums(row.getLong("orders"), row.getLong("units"), row.getLong("gross"))));
        comparison.finish(days.keySet());
    }

    private void ordersBy(String dimension) throws SQLException {
        Map<String, SalesTally> values = allTime(dimension);
        Comparison<String, OrderSums> comparison = comparison(
                "orders by " + dimension,
                OrderSums.class,
                values,
                cell -> new OrderSums(cell.orders, cell.units, cell.grossMicros),
                OrderSums::isZero);
        database.each(
                "select " + dimension + " as value, " + ORDER_SUMS + " from orders group by " + dimension,
                row -> comparison.stored(
                        row.getString("value"),
                        new OrderSums(row.getLong("orders"), row.getLong("units"), row.getLong("gross"))));
        comparison.finish(values.keySet());
    }

    private void linesBy(String dimension, String column) throws SQLException {
        Map<String, SalesTally> values = allTime(dimension);
        Comparison<String, LineSums> comparison = comparison(
                "order lines by " + dimension,
                LineSums.class,
                values,
                cell -> new LineSums(cell.units, cell.grossMicros),
                LineSums::isZero);
        database.each(
                "select " + column + " as value, sum(quantity)::bigint as units, sum(amount_micros)::bigint as gross"
                        + " from order_lines group by " + column,
                row -> comparison.stored(
                        row.getString("value"), new LineSums(row.getLong("units"), row.getLong("gross"))));
        comparison.finish(values.keySet());
    }

    private void refundsBy(String table, String column, String dimension) throws SQLException {
        Map<String, SalesTally> values = allTime(dimension);
        Comparison<String, RefundSums> comparison = comparison(
                "refunds by " + dimension,
                RefundSums.class,
                values,
                cell -> new RefundSums(cell.refundMicros),
                RefundSums::isZero);
        database.each(
                "select " + column + " as value, sum(amount_micros)::bigint as amount from " + table + " group by "
                        + column,
                row -> comparison.stored(row.getString("value"), new RefundSums(row.getLong("amount"))));
        comparison.finish(values.keySet());
    }

    private <K, R extends Record> Comparison<K, R> comparison(
            String family,
            Class<R> type,
            Map<K, SalesTally> cells,
            Function<SalesTally, R> sums,
            java.util.function.Predicate<R> blank) {
        return new Comparison<>(
                report.family(family), Place.DATABASE, type, (key, stored) -> of(cells.get(key), sums), blank);
    }

    private static <R> @Nullable R of(@Nullable SalesTally tally, Function<SalesTally, R> sums) {
        return tally == null ? null : sums.apply(tally);
    }

    private Map<String, SalesTally> allTime(String dimension) {
        return result.salesCells().entrySet().stream()
                .filter(cell -> cell.getKey().day() == SalesLedger.Key.ALL_TIME)
                .filter(cell -> cell.getKey().dimension().equals(dimension))
                .collect(Collectors.toMap(cell -> cell.getKey().value(), Map.Entry::getValue));
    }
}
