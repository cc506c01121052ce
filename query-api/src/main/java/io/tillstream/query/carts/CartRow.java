package io.tillstream.query.carts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.database.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One cart as it last changed, see {@link io.tillstream.contracts.output.CartChange}.
 *
 * @param items what is or was in it: product_id, title, category, quantity, amount
 */
public record CartRow(
        String cartKey,
        String customerId,
        @Nullable String cartId,
        String state,
        Instant openedAt,
        Instant changedAt,
        @Money @JsonProperty("value") long valueMicros,
        @JsonRawValue String items,
        @Nullable String orderId) {

    static CartRow of(Row row) {
        return new CartRow(
                row.getString("cart_key"),
                row.getString("customer_id"),
                row.getString("cart_id"),
                row.getString("state"),
                Rows.instant(row, "opened_at"),
                Rows.instant(row, "changed_at"),
                Rows.number(row, "value_micros"),
                row.getString("items"),
                row.getString("order_id"));
    }
}
