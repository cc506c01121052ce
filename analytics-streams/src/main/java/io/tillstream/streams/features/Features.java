package io.tillstream.streams.features;

import io.tillstream.streams.activity.ActivityFacet;
import io.tillstream.streams.customer.Activity;
import io.tillstream.streams.customer.Activity.Counter;
import io.tillstream.streams.customer.Facets;
import io.tillstream.streams.customer.ProfileDraft;
import io.tillstream.streams.orders.OrderFacet;
import io.tillstream.streams.sessions.SessionFacet;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The numbers by which models judge a customer: behaviour only, all finite, none of them about anything after the reference time. Their names and order are
 * part of each model; a model that was made for others is refused.
 */
public final class Features {

    /** Stands for the days since something that never happened. */
    public static final double NEVER_DAYS = 10_000;

    private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();
    private static final double MICROS = 1_000_000;

    /** Days that the customer's own rhythm is given beside what was seen of it, so that a single purchase has one too. */
    private static final double ORDER_PRIOR_DAYS = 30;

    private static final double VISIT_PRIOR_DAYS = 7;
    private static final double DAYS_PER_MONTH = 30;

    private enum Name {
        RECENCY_DAYS("days since the last purchase"),
        ORDERS("orders so far"),
        PURCHASE_DAYS("business days with a purchase"),
        NET("spend so far less refunds, in currency units"),
        AVERAGE_ORDER_VALUE("spend less refunds per order, in currency units"),
        LIFETIME_DAYS("days from the first purchase to the last"),
        TENURE_DAYS("days since the first purchase"),
        AVERAGE_GAP_DAYS("days from one purchase to the next, on average"),
        RECENCY_GAPS("time since the last purchase, in the customer's own gaps between purchases"),
        ORDERS_28("orders lately, half forgotten after 28 days"),
        ORDERS_91("orders lately, half forgotten after 91 days"),
        ORDERS_364("orders lately, half forgotten after 364 days"),
        SPEND_91("spend lately in currency units, half forgotten after 91 days"),
        IDLE_DAYS("days since the customer last did anything in the shop"),
        IDLE_VISITS("time since then, in the customer's own gaps between visits"),
        SESSIONS_PER_30_DAYS("visits per 30 days since the first event"),
        VIEWS_7("pages, products and searches looked at lately, half forgotten after 7 days"),
        VIEWS_28("pages, products and searches looked at lately, half forgotten after 28 days"),
        VIEWS_91("pages, products and searches looked at lately, half forgotten after 91 days"),
        CART_ADDS_7("additions to carts lately, half forgotten after 7 days"),
        CART_ADDS_28("additions to carts lately, half forgotten after 28 days"),
        PRODUCT_VARIETY("distinct products bought"),
        DISCOUNT_RATIO("share of units bought with a discount"),
        REFUND_RATIO("refunds as a share of spend");

        private final String words;

        Name(String words) {
            this.words = words;
        }
    }

    private static final Name[] ALL = Name.values();
    private static final List<String> NAMES = Arrays.stream(ALL)
            .map(name -> name.name().toLowerCase(java.util.Locale.ROOT))
            .toList();

    private Features() {}

    /** Names, in the order of the numbers. */
    public static List<String> names() {
        return NAMES;
    }

    /** Meaning and unit of one, in words. */
    public static String description(int index) {
        return ALL[index].words;
    }

    /** The facets that know all of it. */
    public static Facets facets() {
        return new Facets(List.of(new OrderFacet(), new SessionFacet(), new ActivityFacet()));
    }

    /**
     * The numbers of a customer whom the facets have described.
     *
     * @param asOf milliseconds since 1970; at or after every event of the customer that was counted
     */
    public static double[] of(ProfileDraft customer, long asOf) {
        double[] x = new double[ALL.length];
        purchases(customer, asOf, x);
        activity(customer, asOf, x);
        return x;
    }

    private static void purchases(ProfileDraft customer, long asOf, double[] x) {
        ProfileDraft.Orders orders = customer.orders();
        double net = customer.netMicros() / MICROS;
        set(x, Name.NET, net);
        if (orders == null) {
            set(x, Name.RECENCY_DAYS, NEVER_DAYS);
            set(x, Name.AVERAGE_GAP_DAYS, NEVER_DAYS);
            set(x, Name.RECENCY_GAPS, NEVER_DAYS);
            return;
        }
        double recency = days(orders.lastAt(), asOf);
        double lifetime = days(orders.firstAt(), orders.lastAt());
        int purchaseDays = orders.activeDays();
        set(x, Name.RECENCY_DAYS, recency);
        set(x, Name.ORDERS, orders.count());
        set(x, Name.PURCHASE_DAYS, purchaseDays);
        set(x, Name.AVERAGE_ORDER_VALUE, net / orders.count());
        set(x, Name.LIFETIME_DAYS, lifetime);
        set(x, Name.TENURE_DAYS, days(orders.firstAt(), asOf));
        set(x, Name.AVERAGE_GAP_DAYS, purchaseDays < 2 ? NEVER_DAYS : lifetime / (purchaseDays - 1));
        set(x, Name.RECENCY_GAPS, recency * purchaseDays / (lifetime + ORDER_PRIOR_DAYS));
        set(x, Name.PRODUCT_VARIETY, orders.productVariety());
        set(
                x,
                Name.REFUND_RATIO,
                orders.grossMicros() == 0 ? 0 : 1 - (double) customer.netMicros() / orders.grossMicros());
    }

    private static void activity(ProfileDraft customer, long asOf, double[] x) {
        Activity activity = customer.activity();
        long sessions = customer.sessions();
        double known = days(customer.firstSeenAt(), asOf);
        set(x, Name.SESSIONS_PER_30_DAYS, sessions * DAYS_PER_MONTH / Math.max(1, known));
        if (activity == null || activity.lastActiveAt() == Long.MIN_VALUE) {
            set(x, Name.IDLE_DAYS, NEVER_DAYS);
            set(x, Name.IDLE_VISITS, NEVER_DAYS);
            return;
        }
        double idle = days(activity.lastActiveAt(), asOf);
        double visited = days(customer.firstSeenAt(), activity.lastActiveAt());
        set(x, Name.IDLE_DAYS, idle);
        set(x, Name.IDLE_VISITS, idle * sessions / (visited + VISIT_PRIOR_DAYS));
        set(x, Name.ORDERS_28, activity.decayed(Counter.ORDERS_28, asOf));
        set(x, Name.ORDERS_91, activity.decayed(Counter.ORDERS_91, asOf));
        set(x, Name.ORDERS_364, activity.decayed(Counter.ORDERS_364, asOf));
        set(x, Name.SPEND_91, activity.decayed(Counter.SPEND_91, asOf));
        set(x, Name.VIEWS_7, activity.decayed(Counter.VIEWS_7, asOf));
        set(x, Name.VIEWS_28, activity.decayed(Counter.VIEWS_28, asOf));
        set(x, Name.VIEWS_91, activity.decayed(Counter.VIEWS_91, asOf));
        set(x, Name.CART_ADDS_7, activity.decayed(Counter.CART_ADDS_7, asOf));
        set(x, Name.CART_ADDS_28, activity.decayed(Counter.CART_ADDS_28, asOf));
        set(x, Name.DISCOUNT_RATIO, activity.units() == 0 ? 0 : (double) activity.discountedUnits() / activity.units());
    }

    private static void set(double[] x, Name name, double value) {
        x[name.ordinal()] = value;
    }

    private static double days(long from, long to) {
        return Math.max(0, to - from) / MILLIS_PER_DAY;
    }
}
