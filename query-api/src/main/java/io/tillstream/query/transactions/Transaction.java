package io.tillstream.query.transactions;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.database.Rows;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A purchase or a refund.
 *
 * @param kind {@code purchase} or {@code refund}
 * @param amountMicros what was paid, or what went back; never negative
 * @param items product_id, title, category, quantity, amount of each line
 */
public record Transaction(
        String kind,
        Instant occurredAt,
        String customerId,
        String orderId,
        String eventId,
        @Money @JsonProperty("amount") long amountMicros,
        long units,
        String channel,
        String device,
        String country,
        String location,
        String ageGroup,
        @Nullable String segment,
        @JsonRawValue String items) {

    static Transaction of(Row row) {
        return new Transaction(
                row.getString("kind"),
                Rows.instant(row, "occurred_at"),
                row.getString("customer_id"),
                row.getString("order_id"),
                row.getString("event_id"),
                Rows.number(row, "amount_micros"),
                Rows.number(row, "units"),
                row.getString("channel"),
                row.getString("device"),
                row.getString("country"),
                row.getString("location"),
                row.getString("age_group"),
                row.getString("segment"),
                row.getString("items"));
    }
}
