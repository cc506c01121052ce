package io.tillstream.query.predictions;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Features in words for readers who do not know the model. One that is not known here is told by its name and value. */
public final class ReasonWords {

    /** Stands in features for the days since something that never happened. */
    private static final double NEVER_DAYS = 10_000;

    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("recency_days", "Days since the last purchase"),
            Map.entry("orders", "Orders so far"),
            Map.entry("purchase_days", "Days with a purchase"),
            Map.entry("net", "Spend so far"),
            Map.entry("average_order_value", "Spend per order"),
            Map.entry("lifetime_days", "Days from the first purchase to the last"),
            Map.entry("tenure_days", "Days since the first purchase"),
            Map.entry("average_gap_days", "Days between purchases"),
            Map.entry("recency_gaps", "Time since the last purchase against the usual gap"),
            Map.entry("orders_28", "Orders of the last weeks"),
            Map.entry("orders_91", "Orders of the last months"),
            Map.entry("orders_364", "Orders of the last year"),
            Map.entry("spend_91", "Spend of the last months"),
            Map.entry("idle_days", "Days since the last visit"),
            Map.entry("idle_visits", "Time since the last visit against the usual gap"),
            Map.entry("sessions_per_30_days", "Visits a month"),
            Map.entry("views_7", "Pages looked at in the last days"),
            Map.entry("views_28", "Pages looked at in the last weeks"),
            Map.entry("views_91", "Pages looked at in the last months"),
            Map.entry("cart_adds_7", "Products put into the cart in the last days"),
            Map.entry("cart_adds_28", "Products put into the cart in the last weeks"),
            Map.entry("product_variety", "Different products bought"),
            Map.entry("discount_ratio", "Share of units bought at a discount"),
            Map.entry("refund_ratio", "Share of spend refunded"));

    private ReasonWords() {}

    /** The feature in words. */
    public static String title(String feature) {
        String title = TITLES.get(feature);
        if (title != null || feature.isEmpty()) {
            return title == null ? feature : title;
        }
        String words = feature.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /**
     * A reason as a sentence without its full stop, for example "No purchase for 84 days (usually every 21)".
     *
     * @param value in the feature's unit
     * @param contribution whose sign says how the value is to be taken
     * @param averageGapDays days between the customer's purchases; null with fewer than two
     */
    static String of(String feature, double value, double contribution, @Nullable Double averageGapDays) {
        boolean never = value >= NEVER_DAYS;
        return switch (feature) {
            case "recency_days" -> recency(value, contribution, averageGapDays);
            case "recency_gaps" ->
                never ? "No purchase yet" : "Last purchase " + number(value) + " times the usual gap ago";
            case "idle_days" -> {
                String days = days(value);
                yield never
                        ? "Never seen in the shop"
                        : contribution > 0 ? "Not seen for " + days : "Seen " + days + " ago";
            }
            case "idle_visits" ->
                never ? "Never seen in the shop" : "Last visit " + number(value) + " times the usual gap ago";
            case "average_gap_days" -> never ? "Bought on one day only" : "Buys every " + days(value) + " on average";
            case "orders" -> Math.round(value) == 1 ? "One order so far" : number(value) + " orders so far";
            case "purchase_days" -> "Bought on " + days(value);
            case "tenure_days" -> "First purchase " + days(value) + " ago";
            case "lifetime_days" -> "First and last purchase " + days(value) + " apart";
            case "sessions_per_30_days" -> number(value) + " visits a month";
            case "product_variety" -> number(value) + " different products bought";
            case "discount_ratio" -> percent(value) + " of units bought at a discount";
            case "refund_ratio" -> percent(value) + " of spend refunded";
            default -> title(feature) + ": " + number(value);
        };
    }

    private static String recency(double value, double contribution, @Nullable Double averageGapDays) {
        if (value >= NEVER_DAYS) {
            return "No purchase yet";
        }
        String usual = averageGapDays == null ? "" : " (usually every " + Math.max(1, Math.round(averageGapDays)) + ")";
        return contribution > 0 ? "No purchase for " + days(value) + usual : "Bought " + days(value) + " ago" + usual;
    }

    private static String days(double value) {
        long days = Math.round(value);
        return days == 1 ? "1 day" : days + " days";
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    private static String number(double value) {
        boolean whole = value == Math.rint(value);
        return String.format(Locale.ROOT, whole ? "%,.0f" : Math.abs(value) < 0.1 ? "%.2f" : "%,.1f", value);
    }
}
