package io.tillstream.ingest.imports.mapping;

import org.jspecify.annotations.Nullable;

/** Something cannot be done with saved mappings. */
public final class MappingRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why. */
    public enum Reason {
        /** The write key has no mapping of this name. */
        NOT_FOUND,
        /** There is one of this name, and the change does not say which version it was made from. */
        VERSION_NEEDED,
        /** It is no longer of the version that the change was made from. */
        CHANGED,
        /** As many are saved as may be. */
        TOO_MANY,
        /** Others are saving just now. */
        BUSY,
        /** Kafka is away, or the topic was not read yet. */
        UNAVAILABLE
    }

    MappingRefusal(Reason reason, String message) {
        this(reason, message, null);
    }

    MappingRefusal(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
