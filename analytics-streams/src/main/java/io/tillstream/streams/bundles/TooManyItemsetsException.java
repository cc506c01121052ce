package io.tillstream.streams.bundles;

/** More itemsets reach the support than may be held; a higher support has fewer. */
final class TooManyItemsetsException extends Exception {

    private static final long serialVersionUID = 1;

    TooManyItemsetsException() {
        super("too many itemsets reach the support", null, false, false);
    }
}
