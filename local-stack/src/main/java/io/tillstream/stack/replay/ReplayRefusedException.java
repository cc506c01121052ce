package io.tillstream.stack.replay;

/** What was asked cannot be done; the message is for the person who asked and says what to do. */
final class ReplayRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    ReplayRefusedException(String message) {
        super(message);
    }
}
