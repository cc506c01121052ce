package io.tillstream.contracts.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happened. The wire name is the constant's name in lower case. */
public enum Action {
    PAGE_VIEW,
    VIEW_ITEM,
    SEARCH,
    ADD_TO_CART,
    REMOVE_FROM_CART,
    BEGIN_CHECKOUT,
    PURCHASE,
    REFUND,
    ABANDON,
    IDENTIFY,
    CUSTOMER_UPDATED,
    CONSENT_CHANGED,
    SURVEY_ANSWERED,
    FEEDBACK_GIVEN,
    TICKET_OPENED,
    TICKET_UPDATED,
    TICKET_RESOLVED,
    REFERRAL_SENT,
    REFERRAL_CONVERTED,
    POINTS_REDEEMED,
    MESSAGE_SENT,
    MESSAGE_DELIVERED,
    MESSAGE_OPENED,
    MESSAGE_CLICKED,
    MESSAGE_UNSUBSCRIBED,
    AD_SPEND,
    EXPERIMENT_EXPOSED,
    PRODUCT_UPDATED,
    UNMERGE;

    private static final Map<String, Action> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Action::wireName, Function.identity()));

    private static final String WIRE_NAMES =
            Arrays.stream(values()).map(Action::wireName).collect(Collectors.joining(", "));

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in JSON, for example {@code add_to_cart}. */
    public String wireName() {
        return wireName;
    }

    /** The action of a wire name, or null when there is none of that name. */
    public static @Nullable Action ofWireName(String wireName) {
        return BY_WIRE_NAME.get(wireName);
    }

    /** All wire names, for messages. */
    static String wireNames() {
        return WIRE_NAMES;
    }
}
