package io.tillstream.contracts.output;

/**
 * Three scores, each 1 (worst) to 5 (best).
 *
 * @param recency 5 is most recent
 * @param frequency 5 is most orders
 * @param monetary 5 is most spend
 */
public record RfmScore(int recency, int frequency, int monetary) {

    /** The label, for example {@code 555}. */
    public String label() {
        return "" + recency + frequency + monetary;
    }
}
