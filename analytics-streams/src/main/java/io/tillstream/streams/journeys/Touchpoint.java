package io.tillstream.streams.journeys;

import io.tillstream.contracts.event.CommerceEvent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a customer did in a session. The order is stored and decides between two of the same millisecond: it is never changed. */
enum Touchpoint {
    HOME,
    PAGE,
    SEARCH,
    PRODUCT,
    CART,
    CHECKOUT,
    ABANDON,
    PURCHASE;

    /** Bits that hold a touchpoint in a moment. */
    private static final int BITS = 4;

    private static final Touchpoint[] ALL = values();

    /** The touchpoint of an event; null when it is none, as it belongs to no session. */
    static @Nullable Touchpoint of(CommerceEvent event) {
        return switch (event.action()) {
            case PAGE_VIEW -> event instanceof CommerceEvent.PageView view && isHome(view.url()) ? HOME : PAGE;
            case SEARCH -> SEARCH;
            case VIEW_ITEM -> PRODUCT;
            case ADD_TO_CART, REMOVE_FROM_CART -> CART;
            case BEGIN_CHECKOUT -> CHECKOUT;
            case ABANDON -> ABANDON;
            case PURCHASE -> PURCHASE;
            default -> null;
        };
    }

    /** Whether an address, with or without a host, is that of the first page: nothing, {@code home} or {@code index.html} behind the host. */
    static boolean isHome(@Nullable String url) {
        if (url == null) {
            return false;
        }
        int end = 0;
        while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
            end++;
        }
        int host = url.indexOf("://");
        int from = 0;
        if (host >= 0 && host + 3 <= end) {
            int slash = url.indexOf('/', host + 3);
            from = slash < 0 ? end : Math.min(slash, end);
        }
        from += from < end && url.charAt(from) == '/' ? 1 : 0;
        int to = end > from && url.charAt(end - 1) == '/' ? end - 1 : end;
        return from == to || isText("home", url, from, to) || isText("index.html", url, from, to);
    }

    private static boolean isText(String wanted, String url, int from, int to) {
        return to - from == wanted.length() && url.startsWith(wanted, from);
    }

    /**
     * The touchpoint and its time in one number, whose order is that of the times.
     *
     * @param at event time, milliseconds since 1970
     */
    long moment(long at) {
        return at << BITS | ordinal();
    }

    /** The touchpoint of a moment. */
    static Touchpoint of(long moment) {
        return ALL[(int) (moment & (1 << BITS) - 1)];
    }

    /** The name in published records. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
