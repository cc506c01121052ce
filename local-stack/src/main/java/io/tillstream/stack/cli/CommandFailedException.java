package io.tillstream.stack.cli;

/** A command cannot do what was asked; the message is for the person who typed it and says what to do. */
class CommandFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandFailedException(String message) {
        super(message);
    }
}
