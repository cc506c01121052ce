package io.tillstream.simulator.publish;

/** Kafka refused an event for good. */
public final class SendFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SendFailedException(Exception cause) {
        super("Kafka refused an event: " + cause.getClass().getSimpleName(), cause);
    }
}
