package io.tillstream.simulator.engine;

/** What the simulator is doing. */
public enum Phase {
    /** Not begun; waits to be resumed. */
    IDLE,
    /** Kafka does not answer yet. */
    WAITING_FOR_KAFKA,
    /** Publishes the past. */
    HISTORY,
    /** Plays the present. */
    LIVE,
    /** The past is published and no present is wanted. */
    DONE,
    /** Cannot go on without help; the log says why. */
    FAILED,
    /** Shut down. */
    STOPPED
}
