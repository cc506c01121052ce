package io.tillstream.benchmarks.engine;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.simulator.catalogue.Catalogue;
import io.tillstream.simulator.catalogue.Product;
import io.tillstream.simulator.history.Stock;
import io.tillstream.simulator.population.City;
import io.tillstream.simulator.population.Person;
import io.tillstream.simulator.population.Population;
import io.tillstream.simulator.random.Dice;
import io.tillstream.simulator.random.Ids;
import io.tillstream.simulator.visit.Aftermath;
import io.tillstream.simulator.visit.EventMaker;
import io.tillstream.simulator.visit.Market;
import io.tillstream.simulator.visit.Shopper;
import io.tillstream.simulator.visit.Visit;
import io.tillstream.simulator.visit.VisitPlanner;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;

/**
 * A shop whose customers visit it as often as Zipf's law with exponent 1 says: the n-th most active one comes n times more seldom than the first. What they do
 * there, and in which proportions, is the simulator's. The same arguments give the same events, in the order of time. Not thread-safe.
 *
 * <p>Unlike the simulator's history it knows no seasons, nobody leaves for good, and customers are made when they first come, so a million of them costs
 * little.
 */
final class ZipfShop {

    /** Mean events of a visit, with sign-ups and refunds; found by counting. */
    static final double EVENTS_PER_VISIT = 4.6;

    private static final long SEED = 42;
    private static final int PRODUCTS = 100;
    private static final double ANONYMOUS_SHARE = 0.05;
    private static final long ANONYMOUS_BASE = 1L << 40;
    /** A prime above any number of customers: spreads the active ones over all names. */
    private static final long SPREAD = 15_485_863;

    private static final long SIGN_UP_MILLIS = 5_000;
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final List<String> AGE_GROUPS = List.of("18-25", "26-35", "36-45", "46-55", "55+");
    private static final List<City> CITIES =
            City.DEFAULT_NAMES.stream().map(City::of).toList();

    private record Return(long at, Shopper shopper) {
        private static final Comparator<Return> BY_TIME =
                Comparator.comparingLong(Return::at).thenComparingLong(due -> due.shopper.index());
    }

    private final int customers;
    private final Dice dice = Dice.of(SEED, -7);
    private final double[] activity;
    private final Shopper[] known;
    private final Stock stock;
    private final EventMaker events;
    private final VisitPlanner planner;
    private final double millisPerVisit;
    private final PriorityQueue<Visit> underWay = new PriorityQueue<>(Visit.BY_DUE_TIME);
    private final PriorityQueue<Return> returns = new PriorityQueue<>(Return.BY_TIME);
    private final int introduced;
    private int introductions;
    private long visits;
    private long strangers;

    /** Opens the shop. */
    ZipfShop(LoadPlan plan) {
        customers = plan.customers();
        introduced = plan.introduceAll() ? customers : 0;
        double visitsToCome = Math.max(1, (plan.events() - introduced) / EVENTS_PER_VISIT);
        millisPerVisit = Duration.ofDays(plan.days()).toMillis() / visitsToCome;
        double[] weights = new double[customers];
        for (int rank = 0; rank < customers; rank++) {
            weights[rank] = 1.0 / (rank + 1);
        }
        activity = Dice.cumulate(weights);
        known = new Shopper[customers];
        Catalogue catalogue = Catalogue.of(SEED, PRODUCTS);
        Ids ids = new Ids(SEED, START.toEpochMilli());
        stock = new Stock(catalogue);
        events = new EventMaker(ids, "USD");
        planner = new VisitPlanner(catalogue, ids.tag());
    }

    /** The next event; there is always one. */
    CommerceEvent next() {
        Product entry = stock.nextEntry();
        if (entry != null) {
            return events.productUpdated(entry.line(1, 0), stock.of(entry), START.toEpochMilli());
        }
        if (introductions < introduced) {
            int index = introductions++;
            Shopper shopper = newcomer(index);
            known[index] = shopper;
            long at = START.toEpochMilli();
            return events.make(Aftermath.signUp(shopper, at, at), at);
        }
        while (true) {
            long arrivalAt = START.toEpochMilli() + (long) (visits * millisPerVisit);
            Visit act = underWay.peek();
            Return comingBack = returns.peek();
            if (act != null && act.dueAt() < arrivalAt && (comingBack == null || act.dueAt() < comingBack.at())) {
                return act(underWay.remove());
            }
            if (comingBack != null && comingBack.at() <= arrivalAt) {
                returns.remove();
                follow(planner.recovery(comingBack.shopper(), comingBack.at(), Market.ORDINARY));
            } else {
                arrive(arrivalAt);
            }
        }
    }

    private CommerceEvent act(Visit visit) {
        CommerceEvent event = events.make(visit, visit.dueAt());
        visit.advance();
        if (!visit.finished()) {
            underWay.add(visit);
        }
        return event;
    }

    private void arrive(long at) {
        visits++;
        if (dice.chance(ANONYMOUS_SHARE)) {
            long number = strangers++;
            Shopper stranger =
                    Shopper.anonymous(ANONYMOUS_BASE + number, "v-" + number, Dice.of(SEED, ANONYMOUS_BASE + number));
            underWay.add(planner.visit(stranger, at, Market.ORDINARY));
            return;
        }
        int index = (int) (dice.weighted(activity) * SPREAD % customers);
        Shopper shopper = known[index];
        if (shopper == null) {
            shopper = newcomer(index);
            known[index] = shopper;
            underWay.add(Aftermath.signUp(shopper, at, at));
            follow(planner.visit(shopper, at + SIGN_UP_MILLIS, Market.ORDINARY));
        } else {
            follow(planner.visit(shopper, at, Market.ORDINARY));
        }
    }

    /** Begins a visit and decides what comes after it. */
    private void follow(Visit visit) {
        underWay.add(visit);
        long endsAt = visit.endsAt();
        Shopper shopper = visit.shopper();
        Visit refund = Aftermath.refund(visit, endsAt, Aftermath.refundDelay(shopper.dice()));
        if (refund != null) {
            underWay.add(refund);
        }
        if (Aftermath.comesBack(visit)) {
            returns.add(new Return(endsAt + Aftermath.recoveryDelay(shopper.dice()), shopper));
        }
    }

    private static Shopper newcomer(int index) {
        Dice own = Dice.of(SEED, index);
        Person person = new Person(
                "Customer " + index,
                String.format(Locale.ROOT, "c%d@example.com", index),
                "+1-200-555-0100",
                40,
                own.oneOf(AGE_GROUPS),
                own.chance(0.5) ? "female" : "male",
                own.oneOf(CITIES));
        return Shopper.customer(new Population.Member(index, person, Population.stranger(own), own));
    }
}
