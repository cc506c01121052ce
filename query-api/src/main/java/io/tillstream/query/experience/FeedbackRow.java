package io.tillstream.query.experience;

import io.tillstream.query.database.Rows;
import io.tillstream.query.personal.Personal;
import io.tillstream.query.personal.PersonalKind;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a customer answered or wrote.
 *
 * @param type nps, csat, satisfaction, review, complaint, suggestion or compliment
 * @param score the survey's answer
 * @param rating stars of feedback, 1–5
 * @param text the customer's own words
 * @param sentiment compound score of the text, −1 to 1
 * @param mood positive, neutral or negative
 * @param segment RFM segment the customer is in now
 * @param status where the shop stands with it: new, in_progress, resolved or closed
 * @param statusVersion for If-Match of a change of the status; 0 while nobody changed it
 */
public record FeedbackRow(
        String eventId,
        String customerId,
        Instant at,
        String type,
        @Nullable Integer score,
        @Nullable Integer rating,
        @Personal(PersonalKind.TEXTS) @Nullable String text,
        @Nullable Double sentiment,
        @Nullable String mood,
        @Nullable String productId,
        @Nullable String orderId,
        String channel,
        @Nullable String segment,
        String status,
        long statusVersion) {

    static FeedbackRow of(Row row) {
        return new FeedbackRow(
                row.getString("event_id"),
                row.getString("customer_id"),
                Rows.instant(row, "at"),
                row.getString("type"),
                row.getInteger("score"),
                row.getInteger("rating"),
                row.getString("text"),
                row.getDouble("sentiment"),
                row.getString("mood"),
                row.getString("product_id"),
                row.getString("order_id"),
                row.getString("channel"),
                row.getString("segment"),
                row.getString("status"),
                row.getLong("status_version"));
    }
}
