package io.tillstream.ingest.privacy;

/** Which way an event comes in. */
public enum Door {
    /** In this product's own form; the sender reads what is answered for each event. */
    OWN,
    /** In a format of other trackers, whose senders look at the status at most. */
    OTHER_TRACKERS
}
