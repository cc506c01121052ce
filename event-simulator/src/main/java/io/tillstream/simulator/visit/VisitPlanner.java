package io.tillstream.simulator.visit;

import static java.util.Objects.requireNonNull;

import io.tillstream.contracts.event.Campaign;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Item;
import io.tillstream.simulator.catalogue.Catalogue;
import io.tillstream.simulator.catalogue.Product;
import io.tillstream.simulator.population.Habits;
import io.tillstream.simulator.population.Person;
import io.tillstream.simulator.random.Dice;
import io.tillstream.simulator.season.Advertising;
import io.tillstream.simulator.season.Experiment;
import io.tillstream.simulator.truth.Truth;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a shopper does in one visit. All chance comes from the shopper's own dice, so a visit depends on that shopper's life and the market alone.
 *
 * <p>Of all carts about 70 % are abandoned, the average that published studies of online shops report.
 */
public final class VisitPlanner {

    private static final double DIRECT_ORDERS = 0.02;
    private static final double EMPTIED_OF_LOST = 0.08;
    private static final double GIVEN_UP_OF_LOST = 0.18;
    private static final Campaign REMINDER = new Campaign("crm", "email", "cart-reminder");

    private final ProductChoice products;
    private final VisitNames names;
    private final Advertising advertising;
    private final Exposures exposures;

    /**
     * A planner for a shop with plain advertising and without experiments.
     *
     * @param tag tells the orders of this run from those of others
     */
    public VisitPlanner(Catalogue catalogue, String tag) {
        this(catalogue, tag, new Advertising(0, null), List.of());
    }

    /**
     * @param tag tells the orders of this run from those of others
     * @param experiments those that run, or will
     */
    public VisitPlanner(Catalogue catalogue, String tag, Advertising advertising, List<Experiment> experiments) {
        this.products = new ProductChoice(catalogue);
        this.names = new VisitNames(tag);
        this.advertising = advertising;
        this.exposures = new Exposures(experiments);
    }

    /**
     * An ordinary visit.
     *
     * @param at when it starts, in milliseconds since 1970
     */
    public Visit visit(Shopper shopper, long at, Market market) {
        return visit(shopper, at, market, List.of());
    }

    /**
     * A visit that begins with a click on a message.
     *
     * @param campaign the message's
     * @param lift true factor on the chance to order
     * @param message the steps of the message, the click last
     */
    public Visit clicked(Shopper shopper, long at, Market market, Campaign campaign, double lift, List<Step> message) {
        return visit(shopper, at, market.through(campaign, lift), message);
    }

    private Visit visit(Shopper shopper, long at, Market market, List<Step> before) {
        Dice dice = shopper.dice();
        Outcome outcome = outcome(shopper, at, market);
        if (outcome == Outcome.ORDERED_DIRECTLY && !before.isEmpty()) {
            outcome = Outcome.ORDERED;
        }
        if (outcome == Outcome.ORDERED_DIRECTLY) {
            return directOrder(shopper, at, market);
        }
        CartScript script = new CartScript(dice);
        Campaign campaign = campaign(shopper, at, market);
        enter(script, shopper, campaign);
        if (outcome == Outcome.LOOKED) {
            look(script, shopper, market);
        } else {
            fillCart(script, shopper, market);
            endWithCart(script, dice, outcome);
        }
        script.precede(before);
        script.expose(exposures.of(shopper, at));
        Visit visit = finish(shopper, at, outcome, script, context(shopper, campaign));
        settle(shopper, visit, script);
        return visit;
    }

    /** A visit that orders what an abandoned cart held; an ordinary visit when nothing was left behind. */
    public Visit recovery(Shopper shopper, long at, Market market) {
        List<Item> left = shopper.leftInCart();
        if (left.isEmpty()) {
            return visit(shopper, at, market);
        }
        Dice dice = shopper.dice();
        CartScript script = new CartScript(dice);
        script.page("/cart");
        boolean fillsAgain = dice.chance(0.5);
        if (fillsAgain) {
            for (Item item : left) {
                script.view(item);
                script.add(item);
            }
        } else {
            script.view(left.getFirst());
            script.resume(left);
        }
        script.checkout();
        script.purchase();
        Campaign campaign = dice.chance(0.6) ? REMINDER : null;
        int number = shopper.nextVisit();
        String cartId = fillsAgain ? names.cartId(shopper, number) : shopper.leftCartId();
        Visit visit = new Visit(
                shopper,
                number,
                context(shopper, campaign),
                names.sessionId(shopper, number),
                cartId,
                names.orderId(shopper),
                Outcome.RECOVERED,
                script.steps(),
                at);
        settle(shopper, visit, script);
        return visit;
    }

    private Outcome outcome(Shopper shopper, long at, Market market) {
        Habits habits = shopper.habits();
        Dice dice = shopper.dice();
        // a discount draws those who watch the price, its absence holds them back a little
        double appeal = market.discount() > 0
                ? 1 + 2.5 * market.discount() * (0.5 + habits.priceSensitivity())
                : 1.05 - 0.1 * habits.priceSensitivity();
        double push = market.lift() * exposures.factor(shopper, at);
        double orders = shopper.customerId() == null ? 0 : Math.min(0.6, habits.conversion() * appeal * push);
        double abandonment = 0.60 + 0.2 * habits.priceSensitivity();
        double lost = Math.min(0.95 - orders, habits.conversion() * abandonment / (1 - abandonment));
        double mark = dice.nextDouble();
        if (mark < orders) {
            return dice.chance(DIRECT_ORDERS) ? Outcome.ORDERED_DIRECTLY : Outcome.ORDERED;
        }
        if (mark >= orders + lost) {
            return Outcome.LOOKED;
        }
        double how = dice.nextDouble();
        if (how < EMPTIED_OF_LOST) {
            return Outcome.EMPTIED;
        }
        return how < EMPTIED_OF_LOST + GIVEN_UP_OF_LOST || !market.silentAllowed()
                ? Outcome.GAVE_UP
                : Outcome.LEFT_SILENTLY;
    }

    private @Nullable Campaign campaign(Shopper shopper, long at, Market market) {
        if (shopper.bond().comesFirst()) {
            return shopper.bond().takeFirstTouch();
        }
        Dice dice = shopper.dice();
        if (market.campaign() != null && dice.chance(market.campaignShare())) {
            return market.campaign();
        }
        return advertising.ofVisit(dice, at);
    }

    private void enter(CartScript script, Shopper shopper, @Nullable Campaign campaign) {
        Dice dice = shopper.dice();
        if (campaign != null) {
            script.page("/campaign/" + campaign.name());
        } else if (dice.chance(0.75)) {
            script.page("/");
        }
        if (dice.chance(0.25)) {
            Product wanted = products.pick(shopper);
            script.search(wanted.title().toLowerCase(Locale.ROOT));
        } else if (dice.chance(0.3)) {
            int category = dice.weighted(shopper.habits().taste());
            script.page("/category/" + Catalogue.CATEGORIES.get(category).toLowerCase(Locale.ROOT));
        }
    }

    private void look(CartScript script, Shopper shopper, Market market) {
        Dice dice = shopper.dice();
        if (!script.steps().isEmpty() && dice.chance(0.25)) {
            return;
        }
        int views = 1 + Math.min(15, dice.geometric(1.6));
        for (int i = 0; i < views; i++) {
            script.view(products.choose(shopper, market).line(1, 0));
        }
    }

    private void fillCart(CartScript script, Shopper shopper, Market market) {
        Dice dice = shopper.dice();
        int wanted = 1 + Math.min(9, dice.geometric(0.9));
        for (int i = 0; i < wanted; i++) {
            Product product = products.choose(shopper, market);
            for (int others = Math.min(6, dice.geometric(0.6)); others > 0; others--) {
                script.view(products.choose(shopper, market).line(1, 0));
            }
            script.view(product.line(1, 0));
            script.add(products.line(shopper, product, market));
            if (dice.chance(0.22)) {
                script.add(products.line(shopper, products.companionOf(product), market));
            }
        }
        if (script.lines() > 1 && dice.chance(0.15)) {
            script.removeOne();
        }
    }

    private static void endWithCart(CartScript script, Dice dice, Outcome outcome) {
        switch (outcome) {
            case EMPTIED -> script.removeAll();
            case LEFT_SILENTLY -> {
                if (dice.chance(0.35)) {
                    script.checkout();
                }
            }
            case GAVE_UP -> {
                if (dice.chance(0.45)) {
                    script.checkout();
                }
                script.abandon();
            }
            default -> {
                script.checkout();
                script.purchase();
            }
        }
    }

    private Visit directOrder(Shopper shopper, long at, Market market) {
        CartScript script = new CartScript(shopper.dice());
        script.resume(List.of(products.line(shopper, products.choose(shopper, market), market)));
        script.purchase();
        Context home = Aftermath.home(shopper);
        Context store = new Context("store", null, home.country(), home.location(), null);
        int number = shopper.nextVisit();
        Visit visit = new Visit(
                shopper,
                number,
                store,
                null,
                null,
                names.orderId(shopper),
                Outcome.ORDERED_DIRECTLY,
                script.steps(),
                at);
        settle(shopper, visit, script);
        return visit;
    }

    private Visit finish(Shopper shopper, long at, Outcome outcome, CartScript script, Context context) {
        int number = shopper.nextVisit();
        return new Visit(
                shopper,
                number,
                context,
                names.sessionId(shopper, number),
                outcome == Outcome.LOOKED ? null : names.cartId(shopper, number),
                outcome.isOrder() ? names.orderId(shopper) : null,
                outcome,
                script.steps(),
                at);
    }

    /** What the visit changes in the shopper's life. */
    private static void settle(Shopper shopper, Visit visit, CartScript script) {
        if (visit.outcome().isAbandonment() && visit.cartId() != null) {
            shopper.leave(script.cart(), visit.cartId());
        } else if (visit.outcome().isOrder()) {
            shopper.forgetCart();
            double factor = shopper.bond().dropoutFactor() * Truth.dropoutFactor(requireNonNull(visit.orderId()));
            if (shopper.dice().chance(Math.min(0.95, shopper.habits().dropout() * factor))) {
                shopper.depart();
            }
        }
    }

    private static Context context(Shopper shopper, @Nullable Campaign campaign) {
        Habits habits = shopper.habits();
        Dice dice = shopper.dice();
        boolean app = habits.app() && dice.chance(0.9);
        String device = app || dice.chance(0.85) ? habits.device() : "desktop";
        Person person = shopper.person();
        return new Context(
                app ? "app" : "web",
                device,
                person == null ? "US" : person.city().country(),
                person == null ? null : person.city().name(),
                campaign);
    }
}
