package io.tillstream.query.customers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What events of a time line are about. */
enum EventKind {
    ORDER("purchase"),
    REFUND("refund"),
    BROWSE("page_view", "view_item", "search"),
    CART("add_to_cart", "remove_from_cart", "begin_checkout", "abandon"),
    FEEDBACK("survey_answered", "feedback_given"),
    TICKET("ticket_opened", "ticket_updated", "ticket_resolved"),
    MESSAGE("message_sent", "message_delivered", "message_opened", "message_clicked", "message_unsubscribed"),
    GROWTH("referral_sent", "referral_converted", "points_redeemed"),
    DETAILS("identify", "unmerge", "customer_updated", "consent_changed"),
    EXPERIMENT("experiment_exposed");

    private final List<String> actions;

    EventKind(String... actions) {
        this.actions = List.of(actions);
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Condition on the column {@code action}. */
    String condition() {
        return "action IN ('" + String.join("', '", actions) + "')";
    }

    /** An expression that names the kind of a row of events; {@code other} if it is of none. */
    static String expression() {
        StringBuilder kinds = new StringBuilder("CASE");
        for (EventKind kind : values()) {
            kinds.append(" WHEN ")
                    .append(kind.condition())
                    .append(" THEN '")
                    .append(kind.wireName())
                    .append('\'');
        }
        return kinds.append(" ELSE 'other' END").toString();
    }

    static List<String> wireNames() {
        return Arrays.stream(values()).map(EventKind::wireName).toList();
    }
}
