package io.tillstream.simulator.history;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.simulator.population.City;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Shops for tests. */
public final class Shops {

    /** When the history of all of them ends. */
    public static final Instant END = Instant.parse("2026-06-01T10:00:00Z");

    private Shops() {}

    /** Settings with the defaults for all that is not named. */
    public static ShopSettings settings(long seed, int customers, Period history) {
        return new ShopSettings(seed, customers, history, City.DEFAULT_NAMES, 100, ZoneOffset.UTC, "USD");
    }

    /** The shop that an installation has by default. */
    public static Shop byDefault() {
        return new Shop(settings(42, 1000, Period.ofMonths(18)), END);
    }

    /** A small one. */
    public static Shop small() {
        return new Shop(settings(7, 200, Period.ofMonths(2)), END);
    }

    /** The whole past of a shop. */
    public static List<CommerceEvent> events(Shop shop) {
        History history = new History(shop);
        List<CommerceEvent> events = new ArrayList<>();
        for (CommerceEvent event = history.next(); event != null; event = history.next()) {
            events.add(event);
        }
        return events;
    }
}
