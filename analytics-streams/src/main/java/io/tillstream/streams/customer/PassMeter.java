package io.tillstream.streams.customer;

/** Counts what the pass does with events. */
public interface PassMeter {

    /** An event counted. */
    void counted();

    /** An event had been counted before. */
    void duplicate();

    /** A valid event that no facet uses yet. */
    void ignored();

    /** A record that is no valid event. */
    void rejected();
}
