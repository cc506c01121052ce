package io.tillstream.stack.audit;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Item;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Fills the tables of orders and refunds as a right projection would. */
final class StoredOrders {

    private final Warehouse warehouse;

    StoredOrders(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    void store(List<CommerceEvent> events) throws SQLException {
        for (CommerceEvent event : events) {
            switch (event) {
                case CommerceEvent.Purchase purchase -> order(purchase);
                case CommerceEvent.Refund refund -> refund(refund);
                default -> {}
            }
        }
    }

    /** An order and its lines, of a customer who lives nowhere in particular. */
    private void order(CommerceEvent.Purchase p) throws SQLException {
        warehouse.insert(
                "orders",
                "customer_id",
                p.key(),
                "order_id",
                p.orderId(),
                "event_id",
                p.envelope().eventId(),
                "occurred_at",
                p.timestamp(),
                "day",
                LocalDate.ofInstant(p.timestamp(), ZoneOffset.UTC),
                "gross_micros",
                p.grossMicros(),
                "units",
                p.items().stream().mapToLong(Item::quantity).sum(),
                "lines",
                p.items().size(),
                "channel",
                "web",
                "device",
                "mobile",
                "country",
                "US",
                "location",
                "Chicago",
                "age_group",
                "unknown",
                "appended_at",
                Instant.EPOCH);
        int line = 0;
        for (Item item : p.items()) {
            warehouse.insert(
                    "order_lines",
                    "customer_id",
                    p.key(),
                    "order_id",
                    p.orderId(),
                    "line",
                    line++,
                    "product_id",
                    item.productId(),
                    "category",
                    Visitor.known(item.category(), null),
                    "price_micros",
                    item.priceMicros(),
                    "quantity",
                    item.quantity(),
                    "discount_micros",
                    item.discountMicros(),
                    "amount_micros",
                    item.amountMicros());
        }
    }

    private void refund(CommerceEvent.Refund r) throws SQLException {
        warehouse.insert(
                "refunds",
                "customer_id",
                r.key(),
                "event_id",
                r.envelope().eventId(),
                "order_id",
                r.orderId(),
                "occurred_at",
                r.timestamp(),
                "day",
                LocalDate.ofInstant(r.timestamp(), ZoneOffset.UTC),
                "amount_micros",
                r.amountMicros(),
                "units",
                0,
                "channel",
                "web",
                "device",
                "mobile",
                "country",
                "US",
                "location",
                "Chicago",
                "age_group",
                "unknown",
                "appended_at",
                Instant.EPOCH);
        warehouse.insert(
                "refund_lines",
                "customer_id",
                r.key(),
                "event_id",
                r.envelope().eventId(),
                "line",
                0,
                "product_id",
                "unknown",
                "category",
                "unknown",
                "quantity",
                0,
                "amount_micros",
                r.amountMicros());
    }
}
