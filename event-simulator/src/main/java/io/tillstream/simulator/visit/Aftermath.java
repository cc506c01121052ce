package io.tillstream.simulator.visit;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.money.Micros;
import io.tillstream.simulator.population.Person;
import io.tillstream.simulator.random.Dice;
import io.tillstream.simulator.truth.Truth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows from visits or goes before them: sign-ups, refunds, and whether an abandoned cart is thought of again. */
public final class Aftermath {

    /** Share of orders that are refunded, wholly or in part. */
    static final double REFUND_SHARE = 0.05;
    /** Share of abandoned carts that the shopper comes back for. */
    static final double RECOVERY_SHARE = 0.16;

    /** The purpose of consent to messages. */
    public static final String MARKETING = "marketing";

    private static final double GOODWILL_SHARE = 0.15;

    private Aftermath() {}

    /**
     * The sign-up of a customer.
     *
     * @param at when the shop learns of it, in milliseconds since 1970
     * @param registeredAt when the customer signed up, in milliseconds since 1970
     */
    public static Visit signUp(Shopper shopper, long at, long registeredAt) {
        shopper.register(registeredAt);
        Step step = new Step(Action.IDENTIFY, 0, List.of(), null, 0);
        return administration(shopper, at, step, null, shopper.nextVisit());
    }

    /**
     * The sign-up of a customer, and what the customer says about messages then.
     *
     * @param more what belongs to it besides, in the order of time
     */
    public static Visit welcome(Shopper shopper, long at, long registeredAt, List<Step> more) {
        shopper.register(registeredAt);
        boolean granted = shopper.bond().marketing();
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(Action.IDENTIFY, 0, List.of(), null, 0));
        steps.add(Step.of(
                Action.CONSENT_CHANGED,
                1_500,
                envelope -> new CommerceEvent.ConsentChanged(envelope, MARKETING, granted)));
        steps.addAll(more);
        Context home = home(shopper);
        Context context = shopper.bond().newcomer()
                ? new Context(
                        shopper.habits().app() ? "app" : "web",
                        shopper.habits().device(),
                        home.country(),
                        home.location(),
                        shopper.bond().firstTouch())
                : home;
        return Visit.errand(shopper, at, context, List.copyOf(steps));
    }

    /** Where a shopper lives, as the context of what happens outside of visits. */
    public static Context home(Shopper shopper) {
        Person person = shopper.person();
        return person == null
                ? Context.UNKNOWN
                : new Context(null, null, person.city().country(), person.city().name(), null);
    }

    /**
     * The refund of a visit's order, if there is to be one.
     *
     * @param boughtAt when the order was placed, in milliseconds since 1970
     * @param delayMillis how long after the order
     * @return null for most orders
     */
    public static @Nullable Visit refund(Visit visit, long boughtAt, long delayMillis) {
        Dice dice = visit.shopper().dice();
        String orderId = visit.orderId();
        if (!visit.outcome().isOrder() || orderId == null || !dice.chance(Truth.refundChance(orderId, REFUND_SHARE))) {
            return null;
        }
        List<Item> returned = new ArrayList<>();
        for (Item item : visit.lastStep().items()) {
            if (dice.chance(0.7)) {
                returned.add(item);
            }
        }
        long amount = returned.stream().mapToLong(Item::amountMicros).sum();
        if (amount <= 0 || dice.chance(GOODWILL_SHARE)) {
            // money back for late delivery or damage, without anything coming back
            returned.clear();
            amount = Math.max(Micros.PER_UNIT / 100, grossOf(visit) / 10 / 10_000 * 10_000);
        }
        Step step = new Step(Action.REFUND, 0, List.copyOf(returned), null, amount);
        return administration(
                visit.shopper(),
                boughtAt + delayMillis,
                step,
                visit.orderId(),
                visit.shopper().nextVisit());
    }

    /** Days between an order and its refund, in milliseconds. */
    public static long refundDelay(Dice dice) {
        return (long) (Duration.ofHours(20).toMillis()
                + dice.gamma(2.5, 2.2) * Duration.ofDays(1).toMillis());
    }

    /** Whether the shopper comes back for the cart that this visit left behind. */
    public static boolean comesBack(Visit visit) {
        Shopper shopper = visit.shopper();
        return visit.outcome().isAbandonment()
                && shopper.customerId() != null
                && shopper.dice().chance(RECOVERY_SHARE);
    }

    /** Time between leaving a cart and coming back for it, in milliseconds: hours mostly, at times more than a week. */
    public static long recoveryDelay(Dice dice) {
        return (long) Math.max(
                (double) Duration.ofMinutes(35).toMillis(),
                dice.logNormal((double) Duration.ofHours(9).toMillis(), 1.3));
    }

    private static long grossOf(Visit visit) {
        return visit.lastStep().items().stream().mapToLong(Item::amountMicros).sum();
    }

    private static Visit administration(Shopper shopper, long at, Step step, @Nullable String orderId, int number) {
        return new Visit(
                shopper, number, home(shopper), null, null, orderId, Outcome.ADMINISTRATION, List.of(step), at);
    }
}
