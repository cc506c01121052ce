package io.tillstream.simulator.history;

import static java.util.Objects.requireNonNull;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.simulator.catalogue.Product;
import io.tillstream.simulator.random.Dice;
import io.tillstream.simulator.season.Drive;
import io.tillstream.simulator.visit.Aftermath;
import io.tillstream.simulator.visit.EventMaker;
import io.tillstream.simulator.visit.Market;
import io.tillstream.simulator.visit.Shopper;
import io.tillstream.simulator.visit.Visit;
import io.tillstream.simulator.visit.VisitPlanner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Lives through the shop's past and hands out its events in the order of time. The same shop gives the same events. Not thread-safe.
 *
 * <p>Two queues merge everything: the next arrival of each shopper, and the visits under way by their next act. So memory grows with the number of
 * shoppers, not with the length of the past.
 */
public final class History {

    /** Share of the customers who were there before the history begins. */
    static final double OLD_CUSTOMERS = 0.45;
    /** Visits of anonymous visitors, as a share of those of customers. */
    static final double ANONYMOUS_SHARE = 0.05;

    private static final double HOURS_PER_WEEK = 168;
    /** Mean visits of one customer and hour over a whole history, sign-up and dropout included; found by counting. */
    private static final double VISITS_PER_CUSTOMER_HOUR = 0.0052;

    private static final long ANONYMOUS_BASE = 1L << 40;
    private static final long OPENING_HOUR = Duration.ofHours(1).toMillis();
    private static final long REST = Duration.ofMinutes(31).toMillis();
    private static final long EARLIEST_SIGN_UP = Duration.ofDays(3 * 365).toMillis();

    private final Shop shop;
    private final long start;
    private final long end;
    private final EventMaker events;
    private final VisitPlanner planner;
    private final Stock stock;
    private final String tag;
    private final Dice anonymousDice;
    private final PriorityQueue<Arrival> arrivals = new PriorityQueue<>(Arrival.BY_TIME);
    private final PriorityQueue<Visit> underWay = new PriorityQueue<>(Visit.BY_DUE_TIME);
    private final List<Shopper> customers = new ArrayList<>();
    private long anonymousVisitors;
    private long now;
    private long eventsMade;
    private long ordersMade;

    /** Stands at the beginning of the shop's past. */
    public History(Shop shop) {
        this.shop = shop;
        this.start = shop.start().toEpochMilli();
        this.end = shop.end().toEpochMilli();
        this.now = start;
        this.events = new EventMaker(shop.historyIds(), shop.settings().currency());
        this.tag = shop.historyIds().tag();
        this.planner = new VisitPlanner(shop.catalogue(), tag);
        this.stock = new Stock(shop.catalogue());
        this.anonymousDice = Dice.of(shop.settings().seed(), -3);
        for (int i = 0; i < shop.settings().customers(); i++) {
            admit(shop.newcomer());
        }
        awaitStranger(start);
    }

    /** The next event, or null at the end of the past. */
    public @Nullable CommerceEvent next() {
        Product entry = stock.nextEntry();
        if (entry != null) {
            eventsMade++;
            return events.productUpdated(entry.line(1, 0), stock.of(entry), now);
        }
        while (true) {
            Arrival arrival = arrivals.peek();
            Visit visit = underWay.peek();
            long visitAt = visit == null ? Long.MAX_VALUE : visit.dueAt();
            if (arrival != null && arrival.at() <= visitAt) {
                arrivals.remove();
                receive(arrival);
            } else if (visit == null || visitAt >= end) {
                now = end;
                return null;
            } else {
                underWay.remove();
                return act(visit);
            }
        }
    }

    /** The time reached, in milliseconds since 1970. */
    public long now() {
        return now;
    }

    /** How much of the past has been lived through, 0–1. */
    public double progress() {
        return end == start ? 1 : (now - start) / (double) (end - start);
    }

    /** Number of events handed out. */
    public long eventsMade() {
        return eventsMade;
    }

    /** Number of orders among them. */
    public long ordersMade() {
        return ordersMade;
    }

    /** The customers who have not left for good: the shop's public when it goes live. */
    public List<Shopper> activeCustomers() {
        return customers.stream().filter(shopper -> !shopper.gone()).toList();
    }

    /** Visits under way at the end of the past, and refunds still to come. */
    public List<Visit> unfinished() {
        return underWay.stream().sorted(Visit.BY_DUE_TIME).toList();
    }

    /** Units on hand. */
    public Stock stock() {
        return stock;
    }

    private CommerceEvent act(Visit visit) {
        now = visit.dueAt();
        CommerceEvent event = events.make(visit, now);
        eventsMade++;
        if (event instanceof CommerceEvent.Purchase purchase) {
            ordersMade++;
            stock.take(purchase.items());
        }
        visit.advance();
        if (!visit.finished()) {
            underWay.add(visit);
        }
        return event;
    }

    private void admit(Shopper shopper) {
        Dice dice = shopper.dice();
        if (dice.chance(OLD_CUSTOMERS)) {
            expect(start + 1 + dice.between(0, OPENING_HOUR), Arrival.Kind.OLD_CUSTOMER, shopper);
        } else {
            long at = shop.calendar()
                    .after(start, dice.nextDouble() * shop.calendar().busyHours());
            expect(at, Arrival.Kind.NEW_CUSTOMER, shopper);
        }
    }

    private void receive(Arrival arrival) {
        long at = arrival.at();
        if (arrival.kind() == Arrival.Kind.ANONYMOUS) {
            long number = anonymousVisitors++;
            Shopper stranger = Shopper.anonymous(
                    ANONYMOUS_BASE + number, "v-" + tag + "-" + number, Dice.of(anonymousDice.nextLong(), number));
            underWay.add(planner.visit(stranger, at, marketAt(at)));
            awaitStranger(at);
            return;
        }
        Shopper shopper = requireNonNull(arrival.shopper());
        Dice dice = shopper.dice();
        switch (arrival.kind()) {
            case OLD_CUSTOMER -> {
                customers.add(shopper);
                underWay.add(Aftermath.signUp(shopper, at, at - dice.between(0, EARLIEST_SIGN_UP)));
                expectVisit(shopper, at);
            }
            case NEW_CUSTOMER -> {
                customers.add(shopper);
                underWay.add(Aftermath.signUp(shopper, at, at));
                expect(at + dice.between(5_000, 90_000), Arrival.Kind.VISIT, shopper);
            }
            case RECOVERY -> follow(planner.recovery(shopper, at, marketAt(at)));
            default -> follow(planner.visit(shopper, at, marketAt(at)));
        }
    }

    /** Begins a visit and decides what comes after it. */
    private void follow(Visit visit) {
        Shopper shopper = visit.shopper();
        Dice dice = shopper.dice();
        underWay.add(visit);
        long endsAt = visit.endsAt();
        Visit refund = Aftermath.refund(visit, endsAt, Aftermath.refundDelay(dice));
        if (refund != null) {
            underWay.add(refund);
        }
        if (Aftermath.comesBack(visit)) {
            expect(endsAt + Aftermath.recoveryDelay(dice), Arrival.Kind.RECOVERY, shopper);
        } else if (!shopper.gone()) {
            expectVisit(shopper, endsAt + REST);
        }
    }

    private void expectVisit(Shopper shopper, long from) {
        double busyHours = shopper.dice().nextExponential()
                * HOURS_PER_WEEK
                / shopper.habits().visitsPerWeek();
        expect(shop.calendar().after(from, busyHours), Arrival.Kind.VISIT, shopper);
    }

    private void expect(long at, Arrival.Kind kind, Shopper shopper) {
        if (at < end) {
            arrivals.add(new Arrival(at, shopper.index(), kind, shopper));
        }
    }

    private void awaitStranger(long from) {
        double perHour =
                ANONYMOUS_SHARE * VISITS_PER_CUSTOMER_HOUR * shop.settings().customers();
        long at = shop.calendar().after(from, anonymousDice.nextExponential() / perHour);
        if (at < end) {
            arrivals.add(new Arrival(at, Long.MAX_VALUE, Arrival.Kind.ANONYMOUS, null));
        }
    }

    private Market marketAt(long at) {
        Drive drive = shop.calendar().driveAt(at);
        return drive == null
                ? Market.ORDINARY
                : new Market(drive.campaign(), drive.share(), drive.discount(), -1, null, true);
    }
}
