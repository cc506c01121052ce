package io.tillstream.stack.audit;

import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.ProductCartCell;
import io.tillstream.contracts.output.PurchasingCell;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Reads rows of purchase behaviour and of carts by product. */
final class PurchasingRows {

    private static final OutputJson<PurchasingCell.Bin[]> BINS = OutputJson.of(PurchasingCell.Bin[].class);

    private PurchasingRows() {}

    static PurchasingCell cell(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        return new PurchasingCell(
                columns.day("day"),
                row.getString("dimension"),
                row.getString("value"),
                row.getLong("orders"),
                row.getLong("units"),
                row.getLong("products"),
                row.getLong("gross_micros"),
                row.getLong("discount_micros"),
                row.getLong("discounted_orders"),
                row.getLong("cross_category_orders"),
                row.getLong("gaps"),
                row.getLong("gap_seconds"),
                bins(row, "order_gaps"),
                bins(row, "basket_units"),
                bins(row, "basket_values"),
                columns.time("fresh_through"));
    }

    static ProductCartCell cart(ResultSet row) throws SQLException {
        Columns columns = new Columns(row);
        return new ProductCartCell(
                row.getString("period"),
                columns.maybeDay("day"),
                row.getString("dimension"),
                row.getString("value"),
                row.getLong("purchased"),
                row.getLong("abandoned"),
                row.getLong("recovered"),
                columns.time("fresh_through"));
    }

    private static List<PurchasingCell.Bin> bins(ResultSet row, String column) throws SQLException {
        return List.of(BINS.read(row.getString(column).getBytes(StandardCharsets.UTF_8)));
    }
}
