package io.tillstream.query.metrics;

/** What is wrong with an expression, and where. */
final class InvalidExpressionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param position of the character at fault, from 1
     */
    InvalidExpressionException(int position, String reason) {
        super("at position " + position + ": " + reason, null, false, false);
    }
}
