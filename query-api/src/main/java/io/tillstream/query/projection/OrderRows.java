package io.tillstream.query.projection;

import io.tillstream.contracts.event.Campaign;
import io.tillstream.contracts.event.CommerceEvent.Purchase;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.time.BusinessTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Orders and their lines. An order id of a customer counts once for ever, the first in log order; a purchase whose event id came within the 7 days before
 * is another delivery and counts nothing.
 */
final class OrderRows {

    private static final Duration DELIVERY_WINDOW = Duration.ofDays(7);
    private static final String ORDER_COLUMNS =
            "customer_id, order_id, event_id, occurred_at, day, gross_micros, units, lines,"
                    + " channel, device, country, location, age_group, session_id, cart_id, campaign_source, campaign_medium,"
                    + " campaign_name, payment_method, appended_at";
    private static final String LINE_COLUMNS =
            "customer_id, order_id, line, product_id, title, category, brand, price_micros,"
                    + " quantity, discount_micros, amount_micros";
    private static final String MERGE =
            "WITH fresh AS (INSERT INTO orders (" + ORDER_COLUMNS + ") SELECT " + ORDER_COLUMNS
                    + " FROM stage_orders s WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = s.customer_id"
                    + " AND o.event_id = s.event_id AND o.appended_at > s.appended_at - interval '7 days')"
                    + " ON CONFLICT DO NOTHING RETURNING customer_id, order_id)"
                    + " INSERT INTO order_lines (" + LINE_COLUMNS + ") SELECT " + LINE_COLUMNS
                    + " FROM stage_order_lines JOIN fresh USING (customer_id, order_id) ON CONFLICT DO NOTHING";

    private record Key(String customer, String id) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byCustomer = customer.compareTo(other.customer);
            return byCustomer != 0 ? byCustomer : id.compareTo(other.id);
        }
    }

    private record Order(LoggedEvent logged, Purchase purchase, Place place) {}

    private final StagedTable orders = StagedTable.merging("orders", "orders", ORDER_COLUMNS, MERGE);
    private final StagedTable lines = StagedTable.keepingFirst("order_lines", LINE_COLUMNS);
    private final CopyBuffer orderRows = new CopyBuffer();
    private final CopyBuffer lineRows = new CopyBuffer();
    private final TreeMap<Key, Order> batch = new TreeMap<>();
    private final Map<Key, Instant> deliveries = new HashMap<>();
    private final BusinessTime time;

    OrderRows(BusinessTime time) {
        this.time = time;
    }

    void prepare(Connection connection) throws SQLException {
        orders.prepare(connection);
        lines.prepare(connection);
    }

    void begin() {
        batch.clear();
        deliveries.clear();
    }

    void add(LoggedEvent logged, Purchase purchase, Place place) {
        Instant delivered = deliveries.put(new Key(logged.customer(), logged.eventId()), logged.appendedAt());
        boolean again =
                delivered != null && delivered.isAfter(logged.appendedAt().minus(DELIVERY_WINDOW));
        if (!again) {
            batch.putIfAbsent(new Key(logged.customer(), purchase.orderId()), new Order(logged, purchase, place));
        }
    }

    void write(Connection connection) throws SQLException {
        if (batch.isEmpty()) {
            return;
        }
        orderRows.clear();
        lineRows.clear();
        batch.values().forEach(this::order);
        lines.stage(connection, lineRows);
        orders.write(connection, orderRows);
    }

    private void order(Order order) {
        Purchase purchase = order.purchase();
        Campaign campaign = purchase.envelope().context().campaign();
        orderRows
                .row(orders.columnCount())
                .text(order.logged().customer())
                .text(purchase.orderId())
                .text(order.logged().eventId())
                .time(purchase.timestamp())
                .day(time.day(purchase.timestamp()))
                .int8(purchase.grossMicros())
                .int8(purchase.items().stream().mapToLong(Item::quantity).sum())
                .int4(purchase.items().size());
        order.place().write(orderRows);
        orderRows
                .text(purchase.envelope().sessionId())
                .text(purchase.cartId())
                .text(campaign == null ? null : campaign.source())
                .text(campaign == null ? null : campaign.medium())
                .text(campaign == null ? null : campaign.name())
                .text(Objects.requireNonNullElse(purchase.paymentMethod(), Place.UNKNOWN))
                .time(order.logged().appendedAt());
        int line = 0;
        for (Item item : purchase.items()) {
            lineRows.row(lines.columnCount())
                    .text(order.logged().customer())
                    .text(purchase.orderId())
                    .int4(++line)
                    .text(item.productId())
                    .text(item.title())
                    .text(Place.known(item.category(), null))
                    .text(item.brand())
                    .int8(item.priceMicros())
                    .int4(item.quantity())
                    .int8(item.discountMicros())
                    .int8(item.amountMicros());
        }
    }
}
