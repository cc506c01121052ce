package io.tillstream.query.customers;

import io.tillstream.query.database.Rows;
import io.tillstream.query.predictions.Predicted;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One customer: who they are and what is computed of them.
 *
 * @param name personal data, null when not known
 * @param email personal data, null when not known
 * @param phone personal data, null when not known
 * @param profile null until the analytics have published one
 * @param predictions what the models say, with reasons in words; null while none says anything
 * @param transitions moves between segments, newest first, at most 50
 */
public record CustomerDetail(
        String customerId,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable Instant registeredAt,
        @Nullable CustomerRow profile,
        @Nullable Predicted predictions,
        List<Transition> transitions) {

    /**
     * A move between segments.
     *
     * @param cause purchase, refund or cut_points
     */
    public record Transition(
            @Nullable String fromSegment,
            String toSegment,
            @Nullable String fromLabel,
            String toLabel,
            String cause,
            Instant at) {

        static Transition of(Row row) {
            return new Transition(
                    row.getString("from_segment"),
                    row.getString("to_segment"),
                    row.getString("from_label"),
                    row.getString("to_label"),
                    row.getString("cause"),
                    Rows.instant(row, "at"));
        }
    }

    static CustomerDetail of(Row row) {
        return new CustomerDetail(
                row.getString("customer_id"),
                row.getString("name"),
                row.getString("email"),
                row.getString("phone"),
                Rows.instantOrNull(row, "registered_at"),
                row.getOffsetDateTime("first_seen_at") == null ? null : CustomerRow.of(row),
                Predicted.of(row),
                List.of());
    }

    CustomerDetail with(List<Transition> moves) {
        return new CustomerDetail(customerId, name, email, phone, registeredAt, profile, predictions, moves);
    }
}
