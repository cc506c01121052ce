package io.tillstream.ingest.privacy;

/** Why an event that is right is not kept; its sender is told how many. */
public enum Withheld {
    /** A crawler did it. */
    BOT,
    /** The person does not consent to being watched. */
    NO_CONSENT
}
