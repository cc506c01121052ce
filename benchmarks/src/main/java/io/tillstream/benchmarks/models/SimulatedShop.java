package io.tillstream.benchmarks.models;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.simulator.history.History;
import io.tillstream.simulator.history.Shop;
import io.tillstream.simulator.history.ShopSettings;
import io.tillstream.simulator.population.City;
import io.tillstream.simulator.visit.Shopper;
import io.tillstream.streams.training.TrainingSession;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** A shop whose past is lived through in memory, with what nobody but the simulator knows of its customers. */
final class SimulatedShop {

    private static final Instant END = Instant.parse("2026-06-15T12:00:00Z");
    private static final int HORIZON_DAYS = 90;
    private static final double HOURS_PER_WEEK = 168;
    private static final int PRODUCTS = 100;

    private final Shop shop;
    private final TrainingSession session;

    /** Orders a week of whoever has not left for good at the hold-out's time. */
    private final Map<String, Double> rates = new HashMap<>();

    SimulatedShop(int customers, Period history, long seed) {
        shop = new Shop(
                new ShopSettings(seed, customers, history, City.DEFAULT_NAMES, PRODUCTS, ZoneOffset.UTC, "USD"), END);
        session = new TrainingSession(
                new TrainingSession.Settings(BusinessTime.UTC, END, END, Math.max(1, customers * 2), HORIZON_DAYS, 4));
        live();
    }

    private void live() {
        History history = new History(shop);
        boolean noted = false;
        for (CommerceEvent event = history.next(); event != null; event = history.next()) {
            long at = event.timestamp().toEpochMilli();
            if (!noted && at > session.churnTestAt()) {
                noted = true;
                for (Shopper shopper : history.activeCustomers()) {
                    String id = shopper.customerId();
                    if (id != null) {
                        rates.put(id, shopper.habits().ordersPerWeek());
                    }
                }
            }
            session.sample().accept(event.key(), Spread.hash(event.key()), event, at);
        }
        session.sample().finish();
    }

    TrainingSession session() {
        return session;
    }

    /**
     * True probability of no purchase in the 90 days after the hold-out's time: 1 for who has left; else orders come as a Poisson process at the customer's
     * rate while the shop is busy. Carts that are thought of again add a little that is not counted.
     */
    double trueChurn(String customer) {
        Double rate = rates.get(customer);
        return rate == null ? 1 : Math.exp(-rate * busyWeeks());
    }

    private double busyWeeks() {
        long from = session.churnTestAt();
        long to = from + Duration.ofDays(HORIZON_DAYS).toMillis();
        double low = 0;
        double high = HORIZON_DAYS * 24 * 10.0;
        while (high - low > 0.1) {
            double middle = (low + high) / 2;
            if (shop.calendar().after(from, middle) <= to) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low / HOURS_PER_WEEK;
    }
}
