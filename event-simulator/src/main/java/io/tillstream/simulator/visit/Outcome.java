package io.tillstream.simulator.visit;

/** How a visit ends. */
public enum Outcome {
    /** Nothing was put into the cart. */
    LOOKED,
    /** All that was put into the cart was taken out again. */
    EMPTIED,
    /** The visitor left a cart behind without a word. */
    LEFT_SILENTLY,
    /** The visitor gave the cart up by an explicit act. */
    GAVE_UP,
    /** An order after a visit with all steps. */
    ORDERED,
    /** An order without recorded earlier steps, as in a store or by telephone. */
    ORDERED_DIRECTLY,
    /** An order of what an earlier cart held. */
    RECOVERED,
    /** No visit of the shopper: an administrative event such as a refund or a sign-up. */
    ADMINISTRATION;

    /** Whether an order was placed. */
    public boolean isOrder() {
        return this == ORDERED || this == ORDERED_DIRECTLY || this == RECOVERED;
    }

    /** Whether a cart with something in it was given up. */
    public boolean isAbandonment() {
        return this == LEFT_SILENTLY || this == GAVE_UP;
    }
}
