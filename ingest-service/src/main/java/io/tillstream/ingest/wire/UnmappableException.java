package io.tillstream.ingest.wire;

import org.jspecify.annotations.Nullable;

/** An event is of no kind that the vocabularies know. */
public final class UnmappableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final transient @Nullable CanonicalEvent soFar;

    /**
     * @param field path of the field, in the wire format
     * @param reason what is wrong with it
     * @param soFar what the event comes to as far as it is understood, so that it can be repaired; null when nothing is
     */
    public UnmappableException(String field, String reason, @Nullable CanonicalEvent soFar) {
        super(reason, null, false, false);
        this.field = field;
        this.soFar = soFar;
    }

    /** Path of the field that is wrong. */
    public String field() {
        return field;
    }

    /** What is wrong with it. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** The event as far as it is understood, or null. */
    public @Nullable CanonicalEvent soFar() {
        return soFar;
    }
}
