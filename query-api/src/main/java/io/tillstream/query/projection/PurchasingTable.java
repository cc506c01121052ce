package io.tillstream.query.projection;

import io.tillstream.contracts.output.ProductCartCell;
import io.tillstream.contracts.output.PurchasingCell;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.util.List;
import java.util.stream.Collectors;

/** How customers buy, and what became of carts by product, as they stand on their topics. */
final class PurchasingTable {

    private PurchasingTable() {}

    static TopicProjector cells(RefusedRecords refused) {
        return new StateProjector<>(
                TopicCatalogue.BEHAVIOUR.name(),
                PurchasingCell.class,
                StagedTable.replacing(
                        "purchasing_cells",
                        "dimension, day, value, orders, units, products, gross_micros, discount_micros, discounted_orders,"
                                + " cross_category_orders, gaps, gap_seconds, order_gaps, basket_units, basket_values,"
                                + " fresh_through",
                        "dimension, day, value"),
                cell -> cell.dimension() + "|" + cell.day() + "|" + cell.value(),
                PurchasingTable::cell,
                "DELETE FROM purchasing_cells WHERE day || '|' || dimension || '|' || value"
                        + StateProjector.AMONG_KEYS,
                "TRUNCATE purchasing_cells",
                refused);
    }

    static TopicProjector carts(RefusedRecords refused) {
        return new StateProjector<>(
                TopicCatalogue.PRODUCT_CARTS.name(),
                ProductCartCell.class,
                StagedTable.replacing(
                        "product_cart_cells",
                        "period, day, dimension, value, purchased, abandoned, recovered, fresh_through",
                        "dimension, period, day, value"),
                cell -> cell.dimension() + "|" + cell.period() + "|" + cell.day() + "|" + cell.value(),
                (row, cell) -> row.text(cell.period())
                        .day(cell.day())
                        .text(cell.dimension())
                        .text(cell.value())
                        .int8(cell.purchased())
                        .int8(cell.abandoned())
                        .int8(cell.recovered())
                        .time(cell.freshThrough()),
                "DELETE FROM product_cart_cells"
                        + " WHERE period || '|' || coalesce(day::text, '') || '|' || dimension || '|' || value"
                        + StateProjector.AMONG_KEYS,
                "TRUNCATE product_cart_cells",
                refused);
    }

    private static void cell(CopyBuffer row, PurchasingCell cell) {
        row.text(cell.dimension()).day(cell.day()).text(cell.value());
        row.int8(cell.orders())
                .int8(cell.units())
                .int8(cell.products())
                .int8(cell.grossMicros())
                .int8(cell.discountMicros())
                .int8(cell.discountedOrders())
                .int8(cell.crossCategoryOrders())
                .int8(cell.gaps())
                .int8(cell.gapSeconds());
        row.json(bins(cell.orderGaps()))
                .json(bins(cell.basketUnits()))
                .json(bins(cell.basketValues()))
                .time(cell.freshThrough());
    }

    private static String bins(List<PurchasingCell.Bin> bins) {
        return bins.stream()
                .map(each -> "{\"value\":" + each.value() + ",\"count\":" + each.count() + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
