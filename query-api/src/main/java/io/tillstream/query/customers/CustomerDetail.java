package io.tillstream.query.customers;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.tillstream.contracts.output.CustomerLoyalty;
import io.tillstream.query.database.Rows;
import io.tillstream.query.personal.Personal;
import io.tillstream.query.personal.PersonalKind;
import io.tillstream.query.predictions.Predicted;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One customer from all sides: who they are, what is computed of them and what they are like.
 *
 * @param name personal data, null when not known
 * @param email personal data, null when not known
 * @param phone personal data, null when not known
 * @param profile null until the analytics have published one
 * @param predictions what the models say, with reasons in words; null while none says anything
 * @param loyalty the customer's part in the loyalty programme; null for who never was a member
 * @param transitions moves between segments, newest first, at most 50
 * @param portrait how the customer buys and what they think of the shop
 * @param more what else is kept of the customer, by the names of the columns; amounts in micros
 */
public record CustomerDetail(
        String customerId,
        @Personal(PersonalKind.CONTACTS) @Nullable String name,
        @Personal(PersonalKind.CONTACTS) @Nullable String email,
        @Personal(PersonalKind.CONTACTS) @Nullable String phone,
        @Nullable Instant registeredAt,
        @Nullable CustomerRow profile,
        @Nullable Predicted predictions,
        @Nullable CustomerLoyalty loyalty,
        List<Transition> transitions,
        @Nullable Portrait portrait,
        @JsonRawValue String more) {

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
                loyalty(row),
                List.of(),
                null,
                row.getString("more"));
    }

    private static @Nullable CustomerLoyalty loyalty(Row row) {
        LocalDate since = row.getLocalDate("loyalty_since");
        return since == null
                ? null
                : new CustomerLoyalty(
                        row.getString("loyalty_tier"),
                        since,
                        Rows.number(row, "loyalty_balance"),
                        Rows.number(row, "loyalty_earned_12m"),
                        Rows.number(row, "loyalty_expires_next"),
                        row.getLocalDate("loyalty_expires_on"));
    }

    CustomerDetail with(List<Transition> moves, Portrait painted) {
        return new CustomerDetail(
                customerId, name, email, phone, registeredAt, profile, predictions, loyalty, moves, painted, more);
    }
}
