package io.tillstream.query.insights;

import io.tillstream.query.insights.Significance.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One against all others: the product that is left in carts, the country that buys, the place with large orders. */
final class Differences {

    private static final int LEAST_CARTS = 30;
    private static final int LEAST_VISITS = 100;
    private static final int LEAST_ORDERS = 30;

    private Differences() {}

    /** Products that are abandoned more than all others; a cart counts for each product in it. */
    static List<Candidate> abandoned(List<Counted.Product> products) {
        long abandoned = products.stream().mapToLong(Counted.Product::abandoned).sum();
        long all =
                abandoned + products.stream().mapToLong(Counted.Product::bought).sum();
        List<Candidate> found = new ArrayList<>();
        for (Counted.Product product : products) {
            long carts = product.abandoned() + product.bought();
            long others = all - carts;
            long othersAbandoned = abandoned - product.abandoned();
            if (carts < LEAST_CARTS
                    || others < LEAST_CARTS
                    || !Significance.isApproximable(product.abandoned(), carts, othersAbandoned, others)) {
                continue;
            }
            double share = (double) product.abandoned() / carts;
            double otherShare = (double) othersAbandoned / others;
            String name = product.title() == null ? product.id() : product.title();
            found.add(new Candidate(
                    "abandoned_product",
                    product.id(),
                    name + " is left in " + Words.percent(share) + " of the " + carts
                            + " carts that held it, other products in " + Words.percent(otherShare) + ".",
                    "Review its price, its shipping cost and its description.",
                    Map.of(
                            "abandonment_rate", share,
                            "others_abandonment_rate", otherShare,
                            "carts", (double) carts),
                    "two proportions, one-sided",
                    Significance.normalAbove(
                            Significance.twoShares(product.abandoned(), carts, othersAbandoned, others)),
                    true));
        }
        return found;
    }

    /** Countries whose visits end in a purchase more or less often than those of all others. */
    static List<Candidate> conversion(List<Counted.Visits> places) {
        long visits = places.stream().mapToLong(Counted.Visits::visits).sum();
        long purchases = places.stream().mapToLong(Counted.Visits::purchases).sum();
        List<Candidate> found = new ArrayList<>();
        for (Counted.Visits place : againstOthers(places)) {
            long otherVisits = visits - place.visits();
            long otherPurchases = purchases - place.purchases();
            if (place.visits() < LEAST_VISITS
                    || otherVisits < LEAST_VISITS
                    || !Significance.isApproximable(place.purchases(), place.visits(), otherPurchases, otherVisits)) {
                continue;
            }
            double share = (double) place.purchases() / place.visits();
            double otherShare = (double) otherPurchases / otherVisits;
            double z = Significance.twoShares(place.purchases(), place.visits(), otherPurchases, otherVisits);
            found.add(new Candidate(
                    "conversion_by_country",
                    place.place(),
                    "Visits from " + place.place() + " end in a purchase " + (z > 0 ? "more" : "less") + " often: "
                            + Words.percent(share) + ", elsewhere " + Words.percent(otherShare) + ".",
                    z > 0 ? "Advertise there." : "Check prices, payment and delivery for that country.",
                    Map.of(
                            "conversion_rate", share,
                            "others_conversion_rate", otherShare,
                            "visits", (double) place.visits()),
                    "two proportions, two-sided",
                    Math.min(1, 2 * Significance.normalAbove(Math.abs(z))),
                    !place.place().equals("unknown")));
        }
        return found;
    }

    /** Places whose orders are larger or smaller than those of all others. */
    static List<Candidate> orderValue(List<Counted.Orders> places, Sample all, String currency) {
        List<Candidate> found = new ArrayList<>();
        for (Counted.Orders place : againstOthers(places)) {
            if (place.amounts().count() < LEAST_ORDERS
                    || all.count() - place.amounts().count() < LEAST_ORDERS) {
                continue;
            }
            Sample others = all.without(place.amounts());
            double mean = place.amounts().mean();
            found.add(new Candidate(
                    "order_value_by_location",
                    place.place(),
                    String.format(
                            Locale.ROOT,
                            "Orders from %s are %s: %.2f %s on average, elsewhere %.2f.",
                            place.place(),
                            mean > others.mean() ? "larger" : "smaller",
                            mean,
                            currency,
                            others.mean()),
                    mean > others.mean() ? "Show them the better products first." : "Offer them bundles.",
                    Map.of("average_order_value", mean, "others_average_order_value", others.mean(), "orders", (double)
                            place.amounts().count()),
                    "Welch's t, two-sided",
                    Significance.welch(place.amounts(), others),
                    !place.place().equals("unknown")));
        }
        return found;
    }

    /** Of two, one against the other is all that there is to say. */
    private static <T> List<T> againstOthers(List<T> places) {
        return places.size() == 2 ? places.subList(0, 1) : places;
    }
}
