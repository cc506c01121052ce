package io.tillstream.streams.customer;

/** Counts what the pass does with events. */
public interface PassMeter {

    /**
     * A valid event came, whatever becomes of it.
     *
     * @param eventAt when it happened, milliseconds since 1970
     * @param appendedAt when it reached the log, milliseconds since 1970
     */
    default void arrived(long eventAt, long appendedAt) {}

    /** An event counted. */
    void counted();

    /** An event had been counted before. */
    void duplicate();

    /** A valid event that no facet uses yet. */
    void ignored();

    /** A model that cannot score. */
    default void modelRefused() {}

    /** A record that is no valid event. */
    void rejected();
}
