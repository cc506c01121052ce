package io.tillstream.streams.rfm;

/** The label last given, and what the customer did since. */
final class RfmState {

    /** For example 412; 0 before the first. */
    int label;

    Cause cause = Cause.CUT_POINTS;

    /** Why scores may have changed. The order of constants is stored. */
    enum Cause {
        CUT_POINTS,
        PURCHASE,
        REFUND
    }
}
