package io.tillstream.dashboard.live;

/** A client said something that is none of {@link ClientMessage}; the message is the reason, fit for the client. */
final class MalformedMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedMessageException(String reason) {
        super(reason, null, false, false);
    }

    /** What is wrong, in plain words. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
