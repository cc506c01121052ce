package io.tillstream.simulator.visit;

/** The ids of visits, carts and orders. */
final class VisitNames {

    private final String tag;

    /** @param tag tells the ids of this run from those of others */
    VisitNames(String tag) {
        this.tag = tag;
    }

    String sessionId(Shopper shopper, int visit) {
        return "s-" + tag + "-" + shopper.index() + "-" + visit;
    }

    String cartId(Shopper shopper, int visit) {
        return "k-" + tag + "-" + shopper.index() + "-" + visit;
    }

    /** The id of the shopper's next order. */
    String orderId(Shopper shopper) {
        return "o-" + tag + "-" + shopper.index() + "-" + shopper.nextOrder();
    }
}
