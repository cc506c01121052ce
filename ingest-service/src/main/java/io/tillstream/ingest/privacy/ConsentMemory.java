package io.tillstream.ingest.privacy;

import io.tillstream.contracts.event.CommerceEvent;
import org.jspecify.annotations.Nullable;

/** What people said about being analysed, in {@code consent_changed}. */
public interface ConsentMemory {

    /** Remembers nothing. */
    ConsentMemory NONE = key -> null;

    /**
     * What a person said last.
     *
     * @param key the key of the person's events
     * @return null when nothing is known
     */
    @Nullable
    Boolean analytics(String key);

    /** Takes note at once that a person withdrew a consent, before that has come back from the log. */
    default void withdrawn(CommerceEvent.ConsentChanged said) {}
}
