package io.tillstream.stack.audit;

import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.output.ProductCartCell;
import io.tillstream.contracts.output.PurchasingCell;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SeasonalityCell;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.util.PGobject;

/** Fills the tables of sales, the funnel, hours and purchasing as a right projection would. */
final class StoredSales {

    private final Warehouse warehouse;

    StoredSales(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    void store(RecountResult right) throws SQLException {
        for (SalesCell cell : right.sales()) {
            sales(cell);
        }
        for (FunnelCell cell : right.funnel()) {
            funnel(cell);
        }
        for (SeasonalityCell cell : right.seasonality()) {
            hour(cell);
        }
        for (ProductCartCell cell : right.productCarts()) {
            productCarts(cell);
        }
        for (PurchasingCell cell : right.purchasing()) {
            purchasing(cell);
        }
    }

    private void sales(SalesCell c) throws SQLException {
        warehouse.insert(
                "sales_cells",
                "period",
                c.period(),
                "day",
                c.day(),
                "dimension",
                c.dimension(),
                "value",
                c.value(),
                "title",
                c.title(),
                "category",
                c.category(),
                "orders",
                c.orders(),
                "units",
                c.units(),
                "gross_micros",
                c.grossMicros(),
                "refund_micros",
                c.refundMicros(),
                "net_micros",
                c.netMicros(),
                "refunds",
                c.refunds(),
                "units_returned",
                c.unitsReturned(),
                "buyers",
                c.buyers(),
                "views",
                c.views(),
                "cart_adds",
                c.cartAdds(),
                "stock_on_hand",
                c.stockOnHand(),
                "fresh_through",
                c.freshThrough());
    }

    private void funnel(FunnelCell c) throws SQLException {
        warehouse.insert(
                "funnel_cells",
                "hour",
                c.hour(),
                "day",
                LocalDate.ofInstant(c.hour(), ZoneOffset.UTC),
                "dimension",
                c.dimension(),
                "value",
                c.value(),
                "visits",
                c.visits(),
                "views",
                c.views(),
                "carts",
                c.carts(),
                "checkouts",
                c.checkouts(),
                "purchases",
                c.purchases(),
                "direct_purchases",
                c.directPurchases(),
                "carts_opened",
                c.cartsOpened(),
                "carts_purchased",
                c.cartsPurchased(),
                "carts_abandoned",
                c.cartsAbandoned(),
                "carts_recovered",
                c.cartsRecovered(),
                "carts_emptied",
                c.cartsEmptied(),
                "abandoned_micros",
                c.abandonedMicros(),
                "recovered_micros",
                c.recoveredMicros(),
                "fresh_through",
                c.freshThrough());
    }

    private void hour(SeasonalityCell c) throws SQLException {
        warehouse.insert(
                "seasonality_cells",
                "hour",
                c.hour(),
                "day",
                c.day(),
                "hour_of_day",
                c.hourOfDay(),
                "weekday",
                c.weekday(),
                "orders",
                c.orders(),
                "units",
                c.units(),
                "gross_micros",
                c.grossMicros(),
                "sessions",
                c.sessions(),
                "fresh_through",
                c.freshThrough());
    }

    private void purchasing(PurchasingCell c) throws SQLException {
        warehouse.insert(
                "purchasing_cells",
                "dimension",
                c.dimension(),
                "day",
                c.day(),
                "value",
                c.value(),
                "orders",
                c.orders(),
                "units",
                c.units(),
                "products",
                c.products(),
                "gross_micros",
                c.grossMicros(),
                "discount_micros",
                c.discountMicros(),
                "discounted_orders",
                c.discountedOrders(),
                "cross_category_orders",
                c.crossCategoryOrders(),
                "gaps",
                c.gaps(),
                "gap_seconds",
                c.gapSeconds(),
                "order_gaps",
                bins(c.orderGaps()),
                "basket_units",
                bins(c.basketUnits()),
                "basket_values",
                bins(c.basketValues()),
                "fresh_through",
                c.freshThrough());
    }

    private void productCarts(ProductCartCell c) throws SQLException {
        warehouse.insert(
                "product_cart_cells",
                "period",
                c.period(),
                "day",
                c.day(),
                "dimension",
                c.dimension(),
                "value",
                c.value(),
                "purchased",
                c.purchased(),
                "abandoned",
                c.abandoned(),
                "recovered",
                c.recovered(),
                "fresh_through",
                c.freshThrough());
    }

    private static PGobject bins(List<PurchasingCell.Bin> bins) throws SQLException {
        PGobject json = new PGobject();
        json.setType("jsonb");
        json.setValue(bins.stream()
                .map(each -> "{\"value\":" + each.value() + ",\"count\":" + each.count() + "}")
                .collect(Collectors.joining(",", "[", "]")));
        return json;
    }
}
