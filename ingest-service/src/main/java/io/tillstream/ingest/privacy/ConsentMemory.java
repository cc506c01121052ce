package io.tillstream.ingest.privacy;

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
}
