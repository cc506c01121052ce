package io.tillstream.query.funnel;

import io.tillstream.query.chart.Chart;
import io.tillstream.query.chart.Charted;
import io.tillstream.query.database.Rows;
import io.tillstream.query.table.Amounts;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * Funnel runs of a dimension's value, or of a day, or of all. Runs belong to the hour of their first step.
 *
 * @param key the value, the day, or {@code all}
 * @param visits runs that began
 * @param views … and went on to view_item
 * @param carts … and add_to_cart
 * @param checkouts … and begin_checkout
 * @param purchases … and purchase
 * @param directPurchases purchases without recorded earlier steps
 * @param visitToPurchase purchases / visits; null without visits
 */
@Charted(
        kind = Chart.Kind.FUNNEL,
        title = "From visit to purchase",
        x = "key",
        y = {"visits", "views", "carts", "checkouts", "purchases"})
public record FunnelCounts(
        String key,
        long visits,
        long views,
        long carts,
        long checkouts,
        long purchases,
        long directPurchases,
        @Nullable Double visitToPurchase) {

    static FunnelCounts of(Row row) {
        return of(
                row.getString("key"),
                Rows.number(row, "visits"),
                Rows.number(row, "views"),
                Rows.number(row, "carts"),
                Rows.number(row, "checkouts"),
                Rows.number(row, "purchases"),
                Rows.number(row, "direct_purchases"));
    }

    static FunnelCounts of(
            String key, long visits, long views, long carts, long checkouts, long purchases, long directPurchases) {
        return new FunnelCounts(
                key, visits, views, carts, checkouts, purchases, directPurchases, Amounts.ratio(purchases, visits));
    }

    static FunnelCounts none(String key) {
        return new FunnelCounts(key, 0, 0, 0, 0, 0, 0, null);
    }
}
