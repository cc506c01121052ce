package io.tillstream.simulator.history;

import io.tillstream.simulator.population.City;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.List;

/**
 * All that decides what the shop's past looks like; together with the end of that past it determines every event. Checks itself.
 *
 * @param seed any number; another seed is another shop
 * @param customers number of customers who sign up before the end of the history, 1–5,000,000
 * @param history how long the past is, for example P18M; zero for none
 * @param cities names of the cities where customers live, at least one
 * @param products number of products, 5–20,000
 * @param zone the business time zone, whose hours the customers live by
 * @param currency ISO 4217 code
 */
public record ShopSettings(
        long seed, int customers, Period history, List<String> cities, int products, ZoneId zone, String currency) {

    private static final int MOST_CUSTOMERS = 5_000_000;
    private static final int FEWEST_PRODUCTS = 5;
    private static final int MOST_PRODUCTS = 20_000;
    private static final ZonedDateTime LATEST =
            Instant.EPOCH.atZone(ZoneOffset.UTC).plusYears(10).plusDays(1);
    private static final Duration SHORTEST = Duration.ofHours(2);

    /** Checks each setting and names the one that is wrong. */
    public ShopSettings {
        cities = List.copyOf(cities);
        check(customers >= 1 && customers <= MOST_CUSTOMERS, "customers", customers, "1 to " + MOST_CUSTOMERS);
        check(
                products >= FEWEST_PRODUCTS && products <= MOST_PRODUCTS,
                "products",
                products,
                FEWEST_PRODUCTS + " to " + MOST_PRODUCTS);
        check(
                !history.isNegative()
                        && Instant.EPOCH.atZone(ZoneOffset.UTC).plus(history).isBefore(LATEST),
                "history",
                history,
                "P0D to P10Y");
        check(!cities.isEmpty(), "cities", cities, "at least one name");
        cities.forEach(City::of);
        Currency.getInstance(currency);
    }

    /** The first instant of a history that ends at the given one; two hours before it at least, in which catalogue and customers are introduced. */
    public Instant start(Instant end) {
        Instant start = end.atZone(zone).minus(history).toInstant();
        Instant latest = end.minus(SHORTEST);
        return start.isBefore(latest) ? start : latest;
    }

    private static void check(boolean holds, String name, Object value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " is not allowed; allowed is " + allowed);
        }
    }
}
