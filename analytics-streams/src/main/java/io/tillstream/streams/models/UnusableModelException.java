package io.tillstream.streams.models;

/** A model's bytes are malformed, of absurd size, or made for other features than those there are. The message says which. */
public final class UnusableModelException extends Exception {

    private static final long serialVersionUID = 1;

    /** Says why. */
    public UnusableModelException(String message) {
        super(message);
    }

    /** Says why, with what went wrong while reading. */
    public UnusableModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
