package io.tillstream.simulator.live;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.simulator.catalogue.Product;
import io.tillstream.simulator.growth.MessageCampaign;
import io.tillstream.simulator.growth.Newcomer;
import io.tillstream.simulator.history.History;
import io.tillstream.simulator.history.Shop;
import io.tillstream.simulator.history.Stock;
import io.tillstream.simulator.random.Dice;
import io.tillstream.simulator.random.Ids;
import io.tillstream.simulator.visit.Aftermath;
import io.tillstream.simulator.visit.EventMaker;
import io.tillstream.simulator.visit.Market;
import io.tillstream.simulator.visit.Outcome;
import io.tillstream.simulator.visit.Shopper;
import io.tillstream.simulator.visit.Visit;
import io.tillstream.simulator.visit.VisitPlanner;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Plays the shop in the present, with the customers that the history left. Each {@link #tick} sends what has become due and starts visits. Not
 * thread-safe; knows no clock, so a test plays an hour in a moment.
 *
 * <p>Life goes faster than it did in the past: nobody leaves for good, a refund follows within minutes and a forgotten cart is remembered after half an
 * hour, since nobody watches a dashboard for a week.
 */
public final class LivePlayer {

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final double LONGEST_CATCH_UP_SECONDS = 1;
    /** How far the rate may be exceeded for a moment, since visits do not come evenly. */
    private static final double HEADROOM = 1.25;

    private static final long CONGESTED_NAP_MILLIS = 10;
    private static final double STRANGERS = 0.05;

    private final Shop shop;
    private final LiveControls controls;
    private final Consumer<CommerceEvent> sink;
    private final Dice dice;
    private final EventMaker events;
    private final VisitPlanner planner;
    private final Stock stock;
    private final Crowd crowd;
    private final Tempo tempo;
    private final Robots robots;
    private final PriorityQueue<Visit> underWay = new PriorityQueue<>(Visit.BY_DUE_TIME);
    private int silentUnderWay;
    private long last;
    private final Relations relations;
    private final String tag;
    private long nextNewcomerAt;
    private @Nullable Shopper newcomer;
    private long newcomers;
    private double startBudget;
    private double sendBudget;
    private boolean congested;

    /**
     * @param history the past, lived through to its end
     * @param since when the live phase begins, in milliseconds since 1970
     * @param resumed whether the shop was live before: then what was due before {@code since} has been sent or is lost
     * @param knownNewcomers customers who signed up in earlier live phases
     * @param sink takes the events
     */
    public LivePlayer(
            Shop shop,
            History history,
            LiveControls controls,
            long since,
            boolean resumed,
            long knownNewcomers,
            Consumer<CommerceEvent> sink) {
        this.shop = shop;
        this.controls = controls;
        this.sink = sink;
        Ids ids = shop.liveIds(since);
        this.dice = Dice.of(shop.settings().seed(), since);
        this.events = new EventMaker(ids, shop.settings().currency());
        this.tag = ids.tag();
        this.planner = new VisitPlanner(shop.catalogue(), tag, shop.advertising(), shop.experiments());
        this.relations = new Relations(history.referrals(), tag, dice.fork(), since);
        this.stock = history.stock();
        this.crowd = new Crowd(history.activeCustomers(), tag, dice);
        this.tempo = new Tempo(since, history.eventsMade(), history.ordersMade());
        this.robots = new Robots(shop.catalogue(), ids, shop.settings().currency(), dice);
        this.last = since;
        this.nextNewcomerAt = since + MINUTE / 2;
        this.newcomers = knownNewcomers;
        for (long i = 0; i < knownNewcomers; i++) {
            crowd.join(shop.newcomer());
        }
        takeOver(history, resumed ? since : Long.MIN_VALUE);
    }

    private void takeOver(History history, long from) {
        for (Visit visit : history.unfinished()) {
            while (!visit.finished() && visit.dueAt() < from) {
                visit.advance();
            }
            if (!visit.finished()) {
                if (visit.outcome() != Outcome.ADMINISTRATION) {
                    crowd.withdraw(visit.shopper());
                }
                underWay.add(visit);
            }
        }
    }

    /** Customers who signed up live, in this and earlier live phases. */
    public long newcomers() {
        return newcomers;
    }

    /** When the next act is due, in milliseconds since 1970; {@link Long#MAX_VALUE} when nothing is under way. */
    public long nextDueAt() {
        if (congested) {
            return last + CONGESTED_NAP_MILLIS;
        }
        Visit next = underWay.peek();
        return next == null ? Long.MAX_VALUE : next.dueAt();
    }

    /** Events a second that the shop aims at now, scenarios included. */
    public double targetEventsPerSecond(long now) {
        Conditions conditions = Conditions.of(controls.running(now), shop.catalogue());
        return tempo.eventsPerSecond(controls.pace()) * conditions.lift() + conditions.botEvents();
    }

    /**
     * Does all that has become due.
     *
     * @param now in milliseconds since 1970, never before the last tick's
     */
    public void tick(long now) {
        // after a pause or a stop of the machine nothing is made up for
        double elapsedSeconds = Math.clamp((now - last) / 1000.0, 0, LONGEST_CATCH_UP_SECONDS);
        long from = Math.max(last, now - (long) (1000 * LONGEST_CATCH_UP_SECONDS));
        last = Math.max(last, now);
        Conditions conditions = Conditions.of(controls.running(now), shop.catalogue());
        double rate = tempo.eventsPerSecond(controls.pace()) * conditions.lift();

        welcomeNewcomer(now, rate, conditions);
        wakeUp(now, conditions);
        startVisits(now, rate, elapsedSeconds, conditions);
        relations.payments(now).forEach(underWay::add);
        play(from, now, rate, elapsedSeconds, conditions);
        robots.play(now, conditions.botEvents() * elapsedSeconds, sink);
        for (Product entry = stock.nextEntry(); entry != null; entry = stock.nextEntry()) {
            sink.accept(events.productUpdated(entry.line(1, 0), stock.of(entry), now));
        }
    }

    /** One at a time, so that those who have signed up are the first ones of the shop's public also after a restart. */
    private void welcomeNewcomer(long now, double rate, Conditions conditions) {
        if (now < nextNewcomerAt || rate <= 0 || newcomer != null) {
            return;
        }
        nextNewcomerAt = Math.max(nextNewcomerAt + MINUTE, now + MINUTE / 2);
        Shopper shopper = shop.newcomer();
        newcomer = shopper;
        Newcomer.arrive(shopper, now, relations.referrals(), shop.advertising());
        if (Newcomer.goesUnknown(shopper, tag, 1)) {
            begin(planner.visit(shopper, now, conditions.market(false)), conditions);
        } else {
            signUp(shopper, now);
        }
    }

    private void signUp(Shopper shopper, long now) {
        underWay.add(Aftermath.welcome(shopper, now, now, shopper.bond().atSignUp()));
    }

    private void wakeUp(long now, Conditions conditions) {
        for (Shopper shopper = crowd.returning(now); shopper != null; shopper = crowd.returning(now)) {
            begin(planner.recovery(shopper, now, conditions.market(false)), conditions);
        }
    }

    private void startVisits(long now, double rate, double elapsedSeconds, Conditions conditions) {
        startBudget = Math.min(startBudget + rate * elapsedSeconds, Math.max(1, rate * LONGEST_CATCH_UP_SECONDS));
        while (startBudget > 0 && rate > 0 && !congested) {
            Shopper shopper = dice.chance(STRANGERS) ? crowd.stranger() : crowd.take();
            if (shopper == null) {
                return;
            }
            boolean silentAllowed = shopper.customerId() == null || crowd.mayRest(silentUnderWay);
            begin(visit(shopper, now, conditions.market(silentAllowed)), conditions);
            Visit message = relations.message(crowd.anybody(), now);
            if (message != null) {
                plan(message, conditions);
            }
        }
    }

    private Visit visit(Shopper shopper, long now, Market market) {
        MessageCampaign by = relations.bringing(shopper, now);
        return by == null
                ? planner.visit(shopper, now, market)
                : planner.clicked(shopper, now, market, by.campaign(), by.lift(), relations.message(shopper, now, by));
    }

    private void begin(Visit visit, Conditions conditions) {
        relations.began(visit);
        plan(visit, conditions);
    }

    private void plan(Visit visit, Conditions conditions) {
        startBudget -= visit.size();
        if (conditions.ordinary()) {
            tempo.planned(visit);
        }
        if (visit.outcome() == Outcome.LEFT_SILENTLY) {
            silentUnderWay++;
        }
        underWay.add(visit);
    }

    /** Plays what is due, as far as the rate allows; after the rate was lowered visits wait, and no new ones start meanwhile. */
    private void play(long from, long now, double rate, double elapsedSeconds, Conditions conditions) {
        double allowed = rate * HEADROOM;
        sendBudget = Math.min(sendBudget + allowed * elapsedSeconds, Math.max(1, allowed * LONGEST_CATCH_UP_SECONDS));
        long played = 0;
        Visit due = underWay.peek();
        while (due != null && due.dueAt() <= now && sendBudget >= 1) {
            underWay.remove();
            // at the time it was due rather than now: at a high rate a visit makes several steps between two ticks
            act(due, Math.clamp(due.dueAt(), from, now), rate, conditions);
            sendBudget--;
            played++;
            due = underWay.peek();
        }
        congested = due != null && due.dueAt() <= now;
        tempo.sent(played, elapsedSeconds);
    }

    private void act(Visit visit, long now, double rate, Conditions conditions) {
        boolean fails = conditions.outage()
                && visit.step().action() == Action.PURCHASE
                && visit.outcome() != Outcome.ORDERED_DIRECTLY;
        if (fails) {
            visit.breakOff();
            leave(visit, now, true);
            return;
        }
        CommerceEvent event = events.make(visit, now);
        sink.accept(event);
        if (event instanceof CommerceEvent.Purchase purchase) {
            stock.take(purchase.items());
            relations.afterOrder(visit, now).forEach(errand -> plan(errand, conditions));
        } else if (event instanceof CommerceEvent.Identify) {
            newcomers++;
            newcomer = null;
            crowd.join(visit.shopper());
        }
        boolean errand = visit.outcome() == Outcome.ADMINISTRATION;
        long pause = errand ? visit.gapAhead() : tempo.pause(visit.gapAhead(), now, rate, crowd.members());
        visit.advanceTo(now + pause);
        if (visit.finished()) {
            leave(visit, now, false);
        } else {
            underWay.add(visit);
        }
    }

    private void leave(Visit visit, long now, boolean disappointed) {
        Shopper shopper = visit.shopper();
        boolean silent = visit.outcome() == Outcome.LEFT_SILENTLY;
        if (silent) {
            silentUnderWay--;
        }
        if (visit.outcome() == Outcome.ADMINISTRATION) {
            return;
        }
        if (shopper == newcomer) {
            signUp(shopper, now);
            return;
        }
        boolean staysAway = shopper.customerId() != null
                && (silent || disappointed || visit.outcome() == Outcome.GAVE_UP)
                && (silent || crowd.mayRest(silentUnderWay));
        if (staysAway) {
            crowd.rest(shopper, now + dice.between(31 * MINUTE, 45 * MINUTE), Aftermath.comesBack(visit));
        } else {
            crowd.release(shopper);
        }
    }
}
