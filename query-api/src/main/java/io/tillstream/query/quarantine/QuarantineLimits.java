package io.tillstream.query.quarantine;

/**
 * How much is kept in the table; the topic has all.
 *
 * @param records the newest so many
 * @param bytes of all bodies together
 * @param settledDays how long those are kept that were replayed or discarded
 */
public record QuarantineLimits(long records, long bytes, int settledDays) {

    public QuarantineLimits {
        if (records < 1 || bytes < 1 || settledDays < 1) {
            throw new IllegalArgumentException("tillstream.query.quarantine.* must be 1 or more");
        }
    }
}
