package io.tillstream.query.customers;

import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.request.Problem;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The customers behind a mark of a chart: of a cohort, of a month, of a tier of the loyalty program, of carts that ended in some way, of
 * a step of the funnel, of an answer, of a referral, of an action, of a ticket, of where customers came from first.
 */
final class CustomersBehind {

    private static final String OF_CUSTOMER = " WHERE o.customer_id = customers.customer_id";

    /** Marks that have days of their own. */
    private static final List<Parameter> MARKS_WITH_DAYS = List.of(
            Parameter.CART,
            Parameter.FUNNEL,
            Parameter.ANSWERED,
            Parameter.REFERRAL,
            Parameter.DID,
            Parameter.TICKET,
            Parameter.FIRST_CHANNEL,
            Parameter.FIRST_CAMPAIGN);

    private static final List<String> STEPS =
            List.of("visit", "view_item", "add_to_cart", "begin_checkout", "purchase");

    private CustomersBehind() {}

    /** Adds the conditions of all that was given to a statement over {@code customers}, which has a WHERE already. */
    static Sql add(Sql sql, Params params, ZoneId zone) {
        sql.addIf(" AND loyalty_tier = ?", params.text(Parameter.LOYALTY_TIER));
        YearMonth cohort = params.month(Parameter.COHORT);
        if (cohort != null) {
            sql.add(" AND first_purchase_at >= ? AND first_purchase_at < ?", start(cohort, zone), end(cohort, zone));
        }
        YearMonth month = params.month(Parameter.BOUGHT_IN);
        if (month != null) {
            boughtIn(sql, month, zone);
        }
        return onDays(sql, params, zone);
    }

    /** As visitors too. Who bought in a month bought first before its end and last after its start, which indexes know. */
    private static void boughtIn(Sql sql, YearMonth month, ZoneId zone) {
        LocalDate first = month.atDay(1);
        LocalDate last = month.atEndOfMonth();
        sql.add(
                        " AND first_purchase_at < ? AND last_purchase_at >= ? AND (EXISTS (SELECT FROM orders o"
                                + OF_CUSTOMER + " AND o.day BETWEEN ? AND ?)",
                        end(month, zone),
                        start(month, zone),
                        first,
                        last)
                .add(
                        " OR EXISTS (SELECT FROM visitor_spans s JOIN orders o ON o.customer_id = s.visitor_id"
                                + " AND o.occurred_at >= s.from_at AND o.occurred_at < s.until_at"
                                + " WHERE s.customer_id = customers.customer_id AND o.day BETWEEN ? AND ?))",
                        first,
                        last);
    }

    private static @Nullable OffsetDateTime start(YearMonth month, ZoneId zone) {
        return start(month.atDay(1), 0, zone);
    }

    private static @Nullable OffsetDateTime end(YearMonth month, ZoneId zone) {
        return start(month.atEndOfMonth(), 1, zone);
    }

    private static Sql onDays(Sql sql, Params params, ZoneId zone) {
        Filters days = Filters.of(params);
        if (MARKS_WITH_DAYS.stream().allMatch(mark -> params.text(mark) == null)
                && (days.from() != null || days.to() != null)) {
            throw Problem.combination(
                    (days.from() == null ? Parameter.TO : Parameter.FROM).wireName(),
                    "of customers, only beside cart, funnel, answered, referral, did, ticket, first_channel or first_campaign");
        }
        cart(sql, params.text(Parameter.CART), days);
        answered(sql, params.text(Parameter.ANSWERED), days);
        OffsetDateTime since = start(days.from(), 0, zone);
        OffsetDateTime until = start(days.to(), 1, zone);
        String step = params.text(Parameter.FUNNEL);
        if (step != null) {
            sql.add(
                    " AND customer_id IN (SELECT reached_funnel(?, ?::timestamptz, ?::timestamptz))",
                    STEPS.indexOf(step),
                    since,
                    until);
        }
        did(sql, params.text(Parameter.DID), params.text(Parameter.TICKET), since, until);
        cameFirst(sql, params.text(Parameter.FIRST_CHANNEL), params.text(Parameter.FIRST_CAMPAIGN), since, until);
        return referral(sql, params.text(Parameter.REFERRAL), since, until);
    }

    private static void did(
            Sql sql,
            @Nullable String action,
            @Nullable String ticketCategory,
            @Nullable OffsetDateTime since,
            @Nullable OffsetDateTime until) {
        if (action != null) {
            happened(sql, action, since, until).add(")");
        }
        if (ticketCategory != null) {
            happened(sql, "ticket_opened", since, until)
                    .add(" AND coalesce(details->>'category', 'unknown') = ?)", ticketCategory);
        }
    }

    private static Sql happened(
            Sql sql, String action, @Nullable OffsetDateTime since, @Nullable OffsetDateTime until) {
        // the name of an action stands in the text, so that an index of some actions can be used; it is one of a list
        return sql.add(" AND customer_id IN (SELECT person(customer_id, occurred_at) FROM events WHERE action = '"
                        + action + "'")
                .addIf(" AND occurred_at >= ?", since)
                .addIf(" AND occurred_at < ?", until);
    }

    /** As acquisition counts them: won with the first purchase. */
    private static void cameFirst(
            Sql sql,
            @Nullable String channel,
            @Nullable String campaign,
            @Nullable OffsetDateTime since,
            @Nullable OffsetDateTime until) {
        if (channel != null || campaign != null) {
            sql.add(" AND first_touch_channel IS NOT NULL AND first_purchase_at IS NOT NULL")
                    .addIf(" AND first_touch_channel = ?", channel)
                    .addIf(" AND first_touch_campaign = ?", campaign)
                    .addIf(" AND first_purchase_at >= ?", since)
                    .addIf(" AND first_purchase_at < ?", until);
        }
    }

    private static @Nullable OffsetDateTime start(@Nullable LocalDate day, int days, ZoneId zone) {
        return day == null ? null : day.plusDays(days).atStartOfDay(zone).toOffsetDateTime();
    }

    private static void cart(Sql sql, @Nullable String state, Filters days) {
        if (state != null) {
            sql.add(" AND EXISTS (SELECT FROM carts o" + OF_CUSTOMER + " AND o.state = ?", state)
                    .addIf(" AND o.opened_day >= ?", days.from())
                    .addIf(" AND o.opened_day <= ?", days.to())
                    .add(")");
        }
    }

    private static void answered(Sql sql, @Nullable String answered, Filters days) {
        if (answered != null) {
            sql.add(" AND customer_id IN (SELECT customer_id FROM feedback_entries WHERE type = 'nps' AND "
                            + switch (answered) {
                                case "promoters" -> "score >= 9";
                                case "passives" -> "score BETWEEN 7 AND 8";
                                default -> "score <= 6";
                            })
                    .addIf(" AND channel = ?", days.value(Parameter.CHANNEL))
                    .addIf(" AND day >= ?", days.from())
                    .addIf(" AND day <= ?", days.to())
                    .add(")");
        }
    }

    /** Who sent one at any time of the days; who came by one, at the time of the first of which they know. */
    private static Sql referral(
            Sql sql, @Nullable String referral, @Nullable OffsetDateTime since, @Nullable OffsetDateTime until) {
        if (referral == null) {
            return sql;
        }
        boolean sent = referral.equals("sent");
        sql.add(" AND customer_id IN (SELECT who FROM (SELECT person(customer_id, occurred_at) AS who, "
                        + (sent ? "occurred_at AS at" : "min(occurred_at) AS at")
                        + " FROM events WHERE action = " + (sent ? "'referral_sent'" : "'referral_converted'")
                        + (sent ? "" : " AND details->>'referrer_id' IS DISTINCT FROM customer_id GROUP BY 1")
                        + ") AS referral WHERE true")
                .addIf(" AND at >= ?", since)
                .addIf(" AND at < ?", until)
                .add(")");
        return referral.equals("bought") ? sql.add(" AND coalesce(orders, 0) > 0") : sql;
    }
}
