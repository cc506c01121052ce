package io.tillstream.contracts.segment;

/** A rule was refused. Says which part is wrong and why. */
public final class InvalidRuleException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String reason;

    /**
     * @param field path of the offending part, for example {@code rule.all[1].value}
     * @param reason what is wrong with it and what would be right, in plain words
     */
    public InvalidRuleException(String field, String reason) {
        super(field + ": " + reason, null, false, false);
        this.field = field;
        this.reason = reason;
    }

    /** Path of the offending part. */
    public String field() {
        return field;
    }

    /** What is wrong with it. */
    public String reason() {
        return reason;
    }
}
