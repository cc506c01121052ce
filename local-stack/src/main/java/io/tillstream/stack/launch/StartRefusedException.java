package io.tillstream.stack.launch;

/** An installation cannot start; the message is for the person who typed the command and says what to do. */
public final class StartRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartRefusedException(String message) {
        super(message);
    }
}
