package io.tillstream.query.customers;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.database.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of a customer.
 *
 * @param valueMicros what it is worth: the order, the refund, the items touched; null where money has no part
 * @param items the lines, as in the event
 * @param context where and with what
 * @param details what the action says beyond that
 * @param properties what the canonical form does not name, without personal data
 */
public record TimelineEvent(
        String eventId,
        String action,
        Instant occurredAt,
        @Nullable String sessionId,
        @Nullable String orderId,
        @Nullable String cartId,
        @Money @JsonProperty("value") @Nullable Long valueMicros,
        @JsonRawValue @Nullable String items,
        @JsonRawValue @Nullable String context,
        @JsonRawValue @Nullable String details,
        @JsonRawValue @Nullable String properties) {

    static TimelineEvent of(Row row) {
        return new TimelineEvent(
                row.getString("event_id"),
                row.getString("action"),
                Rows.instant(row, "occurred_at"),
                row.getString("session_id"),
                row.getString("order_id"),
                row.getString("cart_id"),
                row.getLong("value_micros"),
                row.getString("items"),
                row.getString("context"),
                row.getString("details"),
                row.getString("properties"));
    }
}
