package io.tillstream.query.customers;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tillstream.contracts.output.Money;
import io.tillstream.query.database.Rows;
import io.tillstream.query.personal.MaskedTexts;
import io.tillstream.query.personal.Personal;
import io.tillstream.query.personal.PersonalKind;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing a customer did, or that was decided about them.
 *
 * @param id unique among the entries of a customer
 * @param kind order, refund, browse, cart, feedback, ticket, message, growth, details, experiment or other for what the customer did; session, cart_outcome,
 *     segment, membership for what was made of it
 * @param eventId of what the customer did; null for what was made of it
 * @param action of the event; else session, cart_open, cart_purchased, cart_abandoned, cart_recovered, cart_emptied, segment_moved, segment_entered or
 *     segment_left
 * @param occurredAt when it happened or was decided; of a session, its first event
 * @param valueMicros what it is worth: the order, the refund, the items touched, the cart; null where money has no part
 * @param items the lines, as in the event
 * @param context where and with what
 * @param details what the action says beyond that
 * @param properties what the canonical form does not name, without personal data; of feedback and tickets with its texts masked for who may not see what customers wrote
 * @param text the customer's own words in feedback and surveys; null without any
 */
public record TimelineEvent(
        String id,
        String kind,
        @Nullable String eventId,
        String action,
        Instant occurredAt,
        @Nullable String sessionId,
        @Nullable String orderId,
        @Nullable String cartId,
        @Money @JsonProperty("value") @Nullable Long valueMicros,
        @JsonRawValue @Nullable String items,
        @JsonRawValue @Nullable String context,
        @JsonRawValue @Nullable String details,
        @JsonRawValue @Nullable String properties,
        @Personal(PersonalKind.TEXTS) @Nullable String text) {

    /** What feedback and tickets say beyond the contract may be in the customer's words. */
    private static final Set<String> IN_WORDS = Set.of("feedback", "ticket");

    static TimelineEvent of(Row row) {
        return new TimelineEvent(
                row.getString("id"),
                row.getString("kind"),
                row.getString("event_id"),
                row.getString("action"),
                Rows.instant(row, "at"),
                row.getString("session_id"),
                row.getString("order_id"),
                row.getString("cart_id"),
                row.getLong("value_micros"),
                row.getString("items"),
                row.getString("context"),
                row.getString("details"),
                row.getString("properties"),
                row.getString("text"));
    }

    /** Whether properties may hold what the customer wrote. */
    boolean hasWords() {
        return properties != null && IN_WORDS.contains(kind);
    }

    /** The same for who may not see what customers wrote. */
    TimelineEvent withoutWords() {
        return new TimelineEvent(
                id,
                kind,
                eventId,
                action,
                occurredAt,
                sessionId,
                orderId,
                cartId,
                valueMicros,
                items,
                context,
                details,
                properties == null ? null : MaskedTexts.of(properties),
                text);
    }
}
