package io.tillstream.simulator.history;

import io.tillstream.simulator.random.Dice;
import io.tillstream.simulator.visit.Shopper;

/** Visitors whom the shop never gets to know. */
final class Strangers {

    /** Their visits, as a share of those of customers. */
    static final double SHARE = 0.05;

    private static final long BASE = 1L << 40;

    private final Shop shop;
    private final String tag;
    private final Agenda agenda;
    private final Dice dice;
    private long made;

    /** @param tag tells their cookies from those of other runs */
    Strangers(Shop shop, String tag, Agenda agenda) {
        this.shop = shop;
        this.tag = tag;
        this.agenda = agenda;
        this.dice = Dice.of(shop.settings().seed(), -3);
    }

    /** Puts the next one on the agenda. */
    void await(long from) {
        double perHour =
                SHARE * History.VISITS_PER_CUSTOMER_HOUR * shop.settings().customers();
        agenda.expect(shop.calendar().after(from, dice.nextExponential() / perHour), Arrival.Kind.ANONYMOUS);
    }

    /** The next one. */
    Shopper next() {
        long number = made++;
        return Shopper.anonymous(BASE + number, "v-" + tag + "-" + number, Dice.of(dice.nextLong(), number));
    }
}
