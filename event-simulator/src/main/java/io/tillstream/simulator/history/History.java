package io.tillstream.simulator.history;

import static java.util.Objects.requireNonNull;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.simulator.catalogue.Product;
import io.tillstream.simulator.growth.AdSpending;
import io.tillstream.simulator.growth.AfterOrder;
import io.tillstream.simulator.growth.Mailings;
import io.tillstream.simulator.growth.MessageCampaign;
import io.tillstream.simulator.growth.Newcomer;
import io.tillstream.simulator.growth.Referrals;
import io.tillstream.simulator.random.Dice;
import io.tillstream.simulator.visit.Aftermath;
import io.tillstream.simulator.visit.Bond;
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
    /** Mean visits of one customer and hour over a whole history, sign-up and dropout included; found by counting. */
    static final double VISITS_PER_CUSTOMER_HOUR = 0.0052;

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long OPENING_HOUR = Duration.ofHours(1).toMillis();
    private static final long REST = Duration.ofMinutes(31).toMillis();
    private static final long EARLIEST_SIGN_UP = 3 * 365 * DAY;
    /** A newcomer who looks around unknown signs up within this time. */
    private static final long LONGEST_UNKNOWN = 6 * DAY;

    private static final double UNKNOWN_PAUSE_DAYS = 0.6;
    private static final double LONGEST_UNKNOWN_PAUSE_DAYS = 1.5;

    private final Shop shop;
    private final long start;
    private final long end;
    private final EventMaker events;
    private final VisitPlanner planner;
    private final AfterOrder afterOrder;
    private final Mailings mailings;
    private final Referrals referrals = new Referrals();
    private final AdSpending spending;
    private final Stock stock;
    private final String tag;
    private final Agenda agenda;
    private final Strangers strangers;
    private final PriorityQueue<Visit> underWay = new PriorityQueue<>(Visit.BY_DUE_TIME);
    private final List<Shopper> customers = new ArrayList<>();
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
        this.planner = new VisitPlanner(shop.catalogue(), tag, shop.advertising(), shop.experiments());
        this.afterOrder = new AfterOrder(referrals, DAY);
        this.mailings = new Mailings(tag, DAY);
        this.spending = new AdSpending("shop-" + tag, Dice.of(shop.settings().seed(), -6));
        this.agenda = new Agenda(shop);
        this.strangers = new Strangers(shop, tag, agenda);
        this.stock = new Stock(shop.catalogue());
        for (int i = 0; i < shop.settings().customers(); i++) {
            admit(shop.newcomer());
        }
        agenda.expectPayday(start);
        strangers.await(start);
    }

    /** The next event, or null at the end of the past. */
    public @Nullable CommerceEvent next() {
        Product entry = stock.nextEntry();
        if (entry != null) {
            eventsMade++;
            return events.productUpdated(entry.line(1, 0), stock.of(entry), now);
        }
        while (true) {
            Visit visit = underWay.peek();
            long visitAt = visit == null ? Long.MAX_VALUE : visit.dueAt();
            if (agenda.nextAt() < end && agenda.nextAt() <= visitAt) {
                receive(agenda.next());
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

    /** Recommendations that may still bring somebody. */
    public Referrals referrals() {
        return referrals;
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
            agenda.expect(start + 1 + dice.between(0, OPENING_HOUR), Arrival.Kind.OLD_CUSTOMER, shopper);
        } else {
            long at = shop.calendar()
                    .after(start, dice.nextDouble() * shop.calendar().busyHours());
            agenda.expect(at, Arrival.Kind.NEW_CUSTOMER, shopper);
        }
    }

    private void receive(Arrival arrival) {
        long at = arrival.at();
        switch (arrival.kind()) {
            case ANONYMOUS -> {
                underWay.add(planner.visit(strangers.next(), at, shop.marketAt(at)));
                strangers.await(at);
            }
            case AD_SPEND -> spend(at);
            default -> receive(requireNonNull(arrival.shopper()), at, arrival);
        }
    }

    private void receive(Shopper shopper, long at, Arrival arrival) {
        Bond bond = shopper.bond();
        switch (arrival.kind()) {
            case OLD_CUSTOMER -> {
                signUp(shopper, at, at - shopper.dice().between(0, EARLIEST_SIGN_UP));
                agenda.expectVisit(shopper, at);
            }
            case NEW_CUSTOMER -> {
                Newcomer.arrive(shopper, at, referrals, shop.advertising());
                if (at < end - LONGEST_UNKNOWN && Newcomer.goesUnknown(shopper, tag, Integer.MAX_VALUE)) {
                    lookAround(shopper, at);
                } else {
                    signUpAndLook(shopper, at);
                }
            }
            case UNKNOWN -> lookAround(shopper, at);
            case SIGN_UP -> signUpAndLook(shopper, at);
            case MESSAGE -> write(shopper, at);
            case CLICK -> {
                Mailings.Click click = requireNonNull(arrival.click());
                if (!shopper.gone() && at >= bond.busyUntil()) {
                    MessageCampaign of = click.campaign();
                    follow(
                            planner.clicked(
                                    shopper, at, shop.marketAt(at), of.campaign(), of.lift(), List.of(click.step())),
                            false);
                }
            }
            default -> {
                if (at < bond.busyUntil()) {
                    agenda.expect(bond.busyUntil(), arrival.kind(), shopper);
                } else if (!shopper.gone()) {
                    boolean recovery = arrival.kind() == Arrival.Kind.RECOVERY;
                    Market market = shop.marketAt(at);
                    follow(recovery ? planner.recovery(shopper, at, market) : planner.visit(shopper, at, market), true);
                }
            }
        }
    }

    private void lookAround(Shopper shopper, long at) {
        Visit visit = planner.visit(shopper, at, shop.marketAt(at));
        underWay.add(visit);
        Dice dice = shopper.bond().dice();
        if (shopper.bond().takeUnknownVisit()) {
            double days = Math.min(LONGEST_UNKNOWN_PAUSE_DAYS, UNKNOWN_PAUSE_DAYS * dice.nextExponential());
            agenda.expect(visit.endsAt() + REST + (long) (days * DAY), Arrival.Kind.UNKNOWN, shopper);
        } else {
            agenda.expect(visit.endsAt() + dice.between(5_000, 90_000), Arrival.Kind.SIGN_UP, shopper);
        }
    }

    private void signUpAndLook(Shopper shopper, long at) {
        signUp(shopper, at, at);
        agenda.expect(at + shopper.dice().between(5_000, 90_000), Arrival.Kind.VISIT, shopper);
    }

    private void signUp(Shopper shopper, long at, long registeredAt) {
        customers.add(shopper);
        underWay.add(Aftermath.welcome(shopper, at, registeredAt, shopper.bond().atSignUp()));
        agenda.expectMessage(shopper, at);
    }

    private void write(Shopper shopper, long at) {
        if (shopper.bond().marketing()) {
            Mailings.Mailing mailing = mailings.send(shopper, at, mailings.campaign(shopper, at, Mailings.week(at)));
            underWay.add(mailing.errand());
            agenda.expectClick(shopper, mailing.click());
            agenda.expectMessage(shopper, at);
        }
    }

    /**
     * Begins a visit and decides what comes after it.
     *
     * @param goesOn whether the shopper's next visit is decided now; not after a visit that comes between others
     */
    private void follow(Visit visit, boolean goesOn) {
        Shopper shopper = visit.shopper();
        Dice dice = shopper.dice();
        underWay.add(visit);
        long endsAt = visit.endsAt();
        shopper.bond().busyUntil(endsAt + REST);
        underWay.addAll(afterOrder.of(visit, endsAt, visit.outcome().isOrder() ? Aftermath.refundDelay(dice) : 0));
        if (!goesOn) {
            return;
        }
        if (Aftermath.comesBack(visit)) {
            agenda.expect(endsAt + Aftermath.recoveryDelay(dice), Arrival.Kind.RECOVERY, shopper);
        } else if (!shopper.gone()) {
            agenda.expectVisit(shopper, endsAt + REST);
        }
    }

    private void spend(long at) {
        double visits = VISITS_PER_CUSTOMER_HOUR * 24 * shop.settings().customers();
        long day = shop.advertising().day(at);
        underWay.addAll(
                spending.ofDay(shop.advertising(), day, visits, shop.calendar().driveAt(at), at));
        agenda.expectPayday(at);
    }
}
