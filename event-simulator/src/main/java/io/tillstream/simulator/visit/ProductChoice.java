package io.tillstream.simulator.visit;

import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.money.Micros;
import io.tillstream.simulator.catalogue.Catalogue;
import io.tillstream.simulator.catalogue.Product;
import io.tillstream.simulator.population.Habits;
import io.tillstream.simulator.random.Dice;

/** Which products a shopper looks at, and how much of them goes into the cart. */
final class ProductChoice {

    private static final int FOOD = Catalogue.CATEGORIES.indexOf("Food");
    private static final long CENT = Micros.PER_UNIT / 100;

    private final Catalogue catalogue;

    ProductChoice(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** A product to look at: what everybody talks about, or one to the shopper's own taste. */
    Product choose(Shopper shopper, Market market) {
        Product viral = market.viral();
        return viral != null && shopper.dice().chance(0.6) ? viral : pick(shopper);
    }

    /** A product to the shopper's own taste. */
    Product pick(Shopper shopper) {
        Habits habits = shopper.habits();
        return catalogue.pick(shopper.dice(), shopper.dice().weighted(habits.taste()), habits.spendLevel());
    }

    /** The product that is often bought with this one. */
    Product companionOf(Product product) {
        return catalogue.companionOf(product);
    }

    /** A line of the cart. */
    Item line(Shopper shopper, Product product, Market market) {
        Dice dice = shopper.dice();
        int quantity = product.category() == FOOD
                ? 1 + Math.min(11, dice.geometric(1.2))
                : 1 + Math.min(3, dice.geometric(0.12));
        double share = market.discountOn(product.category());
        if (share == 0 && dice.chance(0.25 * shopper.habits().priceSensitivity())) {
            // a voucher of the shopper's own
            share = 0.05 * dice.between(1, 4);
        }
        long discount = (long) (product.priceMicros() * (double) quantity * share) / CENT * CENT;
        return product.line(quantity, discount);
    }
}
