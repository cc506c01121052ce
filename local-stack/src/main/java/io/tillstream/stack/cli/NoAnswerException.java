package io.tillstream.stack.cli;

/** A service does not answer at this moment; it may be starting. */
final class NoAnswerException extends CommandFailedException {

    private static final long serialVersionUID = 1L;

    NoAnswerException(String message) {
        super(message);
    }
}
