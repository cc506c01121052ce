package io.tillstream.stack.audit;

/** There is nothing to compare, or it does not stand still; the message is a sentence for people. */
public final class CannotAuditException extends Exception {

    private static final long serialVersionUID = 1L;

    CannotAuditException(String sentence) {
        super(sentence);
    }

    CannotAuditException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
