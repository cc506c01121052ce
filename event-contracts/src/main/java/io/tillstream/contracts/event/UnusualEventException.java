package io.tillstream.contracts.event;

/** A document has not the usual shape: {@link EventScanner} leaves it to the reader that knows every shape and says what is wrong. */
final class UnusualEventException extends Exception {

    /** The only one: it says nothing, and it is thrown for every event of a sender that is unusual. */
    static final UnusualEventException INSTANCE = new UnusualEventException();

    private static final long serialVersionUID = 1L;

    private UnusualEventException() {
        super("not of the usual shape", null, false, false);
    }
}
