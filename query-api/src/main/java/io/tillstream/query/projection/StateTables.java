package io.tillstream.query.projection;

import io.tillstream.contracts.money.Micros;
import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.output.RfmScore;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SeasonalityCell;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which columns the value of each state topic fills. */
final class StateTables {

    private static final String PROFILE_COLUMNS =
            "first_seen_at, last_seen_at, first_purchase_at, last_purchase_at, orders, units, gross_micros, refund_micros,"
                    + " net_micros, average_order_micros, recency_days, lifetime_days, average_gap_days, active_days, sessions,"
                    + " visit_frequency, product_variety, rfm_recency, rfm_frequency, rfm_monetary, segment, churn_tier,"
                    + " churn_method, age_group, gender, location, country, channel, as_of, fresh_through, behaviours,"
                    + " custom_segments, "
                    + PredictionColumns.NAMES + ", " + LoyaltyTables.CUSTOMER_COLUMNS
                    + ", first_touch_channel, first_touch_campaign";

    private StateTables() {}

    static TopicProjector profiles(RefusedRecords refused) {
        String cleared = PROFILE_COLUMNS.replace(",", " = NULL,") + " = NULL";
        return new StateProjector<>(
                TopicCatalogue.PROFILES.name(),
                CustomerProfile.class,
                StagedTable.replacing("customers", "customer_id, " + PROFILE_COLUMNS, "customer_id"),
                CustomerProfile::customerId,
                StateTables::profile,
                "DELETE FROM customers WHERE customer_id" + StateProjector.AMONG_KEYS,
                "UPDATE customers SET " + cleared,
                refused);
    }

    private static void profile(CopyBuffer row, CustomerProfile value) {
        row.text(value.customerId())
                .time(value.firstSeenAt())
                .time(value.lastSeenAt())
                .time(value.firstPurchaseAt())
                .time(value.lastPurchaseAt());
        row.int8(value.orders())
                .int8(value.units())
                .int8(value.grossMicros())
                .int8(value.refundMicros())
                .int8(value.netMicros())
                .int8(value.averageOrderMicros());
        row.int4(value.recencyDays())
                .int4(value.lifetimeDays())
                .float8(value.averageGapDays())
                .int4(value.activeDays())
                .int8(value.sessions())
                .float8(value.visitFrequency())
                .int4(value.productVariety());
        RfmScore rfm = value.rfm();
        row.int4(rfm == null ? null : Integer.valueOf(rfm.recency()))
                .int4(rfm == null ? null : Integer.valueOf(rfm.frequency()))
                .int4(rfm == null ? null : Integer.valueOf(rfm.monetary()));
        row.text(value.segment()).text(value.churnTier()).text(value.churnMethod());
        row.text(value.ageGroup())
                .text(value.gender())
                .text(value.location())
                .text(value.country())
                .text(value.channel());
        row.time(value.asOf()).time(value.freshThrough());
        row.texts(value.behaviours()).texts(value.customSegments());
        PredictionColumns.write(row, value.predictions());
        LoyaltyTables.customer(row, value.loyalty());
        row.text(value.firstTouchChannel()).text(value.firstTouchCampaign());
    }

    /** A stream: the newest change of a cart is its state, and a customer has several carts. */
    static TopicProjector carts(BusinessTime time, RefusedRecords refused) {
        return new StateProjector<>(
                TopicCatalogue.CARTS.name(),
                CartChange.class,
                StagedTable.replacing(
                        "carts",
                        "cart_key, customer_id, cart_id, state, opened_at, opened_day, changed_at, value_micros, items, order_id",
                        "cart_key"),
                CartChange::cartKey,
                (row, value) -> row.text(value.cartKey())
                        .text(value.customerId())
                        .text(value.cartId())
                        .text(value.state())
                        .time(value.openedAt())
                        .day(time.day(value.openedAt()))
                        .time(value.changedAt())
                        .int8(value.valueMicros())
                        .json(lines(value.items()))
                        .text(value.orderId()),
                null,
                "TRUNCATE carts",
                refused);
    }

    private static String lines(List<CartChange.Line> lines) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (CartChange.Line line : lines) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("product_id", line.productId());
            if (line.title() != null) {
                fields.put("title", line.title());
            }
            if (line.category() != null) {
                fields.put("category", line.category());
            }
            fields.put("quantity", line.quantity());
            fields.put("amount", Micros.toDecimal(line.amountMicros()));
            all.add(fields);
        }
        return SafeJson.array(all);
    }

    static TopicProjector funnel(BusinessTime time, RefusedRecords refused) {
        return new StateProjector<>(
                TopicCatalogue.FUNNEL.name(),
                FunnelCell.class,
                StagedTable.replacing(
                        "funnel_cells",
                        "hour, day, dimension, value, visits, views, carts, checkouts, purchases, direct_purchases, carts_opened,"
                                + " carts_purchased, carts_abandoned, carts_recovered, carts_emptied, abandoned_micros,"
                                + " recovered_micros, fresh_through",
                        "dimension, hour, value"),
                cell -> cell.dimension() + "|" + cell.hour() + "|" + cell.value(),
                (row, cell) -> row.time(cell.hour())
                        .day(time.day(cell.hour()))
                        .text(cell.dimension())
                        .text(cell.value())
                        .int8(cell.visits())
                        .int8(cell.views())
                        .int8(cell.carts())
                        .int8(cell.checkouts())
                        .int8(cell.purchases())
                        .int8(cell.directPurchases())
                        .int8(cell.cartsOpened())
                        .int8(cell.cartsPurchased())
                        .int8(cell.cartsAbandoned())
                        .int8(cell.cartsRecovered())
                        .int8(cell.cartsEmptied())
                        .int8(cell.abandonedMicros())
                        .int8(cell.recoveredMicros())
                        .time(cell.freshThrough()),
                "DELETE FROM funnel_cells WHERE"
                        + " extract(epoch FROM hour)::bigint * 1000 || '|' || dimension || '|' || value"
                        + StateProjector.AMONG_KEYS,
                "TRUNCATE funnel_cells",
                refused);
    }

    static TopicProjector sales(RefusedRecords refused) {
        return new StateProjector<>(
                TopicCatalogue.SALES.name(),
                SalesCell.class,
                StagedTable.replacing(
                        "sales_cells",
                        "period, day, dimension, value, title, category, orders, units, gross_micros, refund_micros, net_micros,"
                                + " refunds, units_returned, buyers, views, cart_adds, stock_on_hand, fresh_through",
                        "dimension, period, day, value"),
                cell -> cell.dimension() + "|" + cell.period() + "|" + cell.day() + "|" + cell.value(),
                (row, cell) -> row.text(cell.period())
                        .day(cell.day())
                        .text(cell.dimension())
                        .text(cell.value())
                        .text(cell.title())
                        .text(cell.category())
                        .int8(cell.orders())
                        .int8(cell.units())
                        .int8(cell.grossMicros())
                        .int8(cell.refundMicros())
                        .int8(cell.netMicros())
                        .int8(cell.refunds())
                        .int8(cell.unitsReturned())
                        .int8(cell.buyers())
                        .int8(cell.views())
                        .int8(cell.cartAdds())
                        .int8(cell.stockOnHand())
                        .time(cell.freshThrough()),
                "DELETE FROM sales_cells WHERE"
                        + " period || '|' || coalesce(day::text, '') || '|' || dimension || '|' || value"
                        + StateProjector.AMONG_KEYS,
                "TRUNCATE sales_cells",
                refused);
    }

    static TopicProjector seasonality(RefusedRecords refused) {
        return new StateProjector<>(
                TopicCatalogue.SEASONALITY.name(),
                SeasonalityCell.class,
                StagedTable.replacing(
                        "seasonality_cells",
                        "hour, day, hour_of_day, weekday, orders, units, gross_micros, sessions, fresh_through",
                        "hour"),
                cell -> cell.hour().toString(),
                (row, cell) -> row.time(cell.hour())
                        .day(cell.day())
                        .int4(cell.hourOfDay())
                        .int4(cell.weekday())
                        .int8(cell.orders())
                        .int8(cell.units())
                        .int8(cell.grossMicros())
                        .int8(cell.sessions())
                        .time(cell.freshThrough()),
                "DELETE FROM seasonality_cells WHERE (extract(epoch FROM hour)::bigint * 1000)::text"
                        + StateProjector.AMONG_KEYS,
                "TRUNCATE seasonality_cells",
                refused);
    }
}
