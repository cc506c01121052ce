package io.tillstream.contracts.event;

/** An event was refused. Says which field is wrong and why, never the content of any other field. */
public final class InvalidEventException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String reason;

    /**
     * @param field path of the offending field, for example {@code items[2].price}; {@code $} for the whole document
     * @param reason what is wrong with it and what would be right, in plain words
     */
    public InvalidEventException(String field, String reason) {
        // no stack trace: refusals are answers, made in their thousands when a sender is broken
        super(field + ": " + reason, null, false, false);
        this.field = field;
        this.reason = reason;
    }

    /** Path of the offending field. */
    public String field() {
        return field;
    }

    /** What is wrong with it. */
    public String reason() {
        return reason;
    }
}
