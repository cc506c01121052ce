package io.tillstream.stack.audit;

/** Says how a cart is stored whose time runs out at the very moment of the audit, when both answers are right. */
interface CartWitness {

    /** No moment is doubtful. */
    CartWitness NONE = new CartWitness() {
        @Override
        public long toleranceMillis() {
            return 0;
        }

        @Override
        public boolean sawAbandoned(String customer, long openedAt) {
            return false;
        }
    };

    /** How near a timeout must be to the end of the count for both answers to be right, in milliseconds. */
    long toleranceMillis();

    /** Whether that cart is stored as abandoned. */
    boolean sawAbandoned(String customer, long openedAt);
}
