package io.tillstream.contracts.segment;

import java.util.Arrays;
import java.util.Optional;

/** How a field is held against a value. Only {@link #MISSING} holds for a field that is not known. */
public enum Operator {
    /** Equal. */
    EQUAL("="),
    /** Known, and another. */
    NOT_EQUAL("!="),
    /** Less, or earlier. */
    LESS("<"),
    /** Not more, or not later. */
    AT_MOST("<="),
    /** More, or later. */
    MORE(">"),
    /** Not less, or not earlier. */
    AT_LEAST(">="),
    /** One of several values. */
    IN("in"),
    /** A list that holds the value. */
    CONTAINS("contains"),
    /** Known; a list that is not empty. */
    EXISTS("exists"),
    /** Not known; an empty list. */
    MISSING("missing");

    private final String sign;

    Operator(String sign) {
        this.sign = sign;
    }

    /** As it is written in JSON. */
    public String sign() {
        return sign;
    }

    /** Whether it compares with a value at all. */
    public boolean takesValue() {
        return this != EXISTS && this != MISSING;
    }

    static Optional<Operator> ofSign(String sign) {
        return Arrays.stream(values())
                .filter(operator -> operator.sign.equals(sign))
                .findFirst();
    }

    /** Whether {@code field ? value} holds of two known numbers. */
    boolean holds(double field, double value) {
        return switch (this) {
            case EQUAL, IN -> field == value;
            case NOT_EQUAL -> field != value;
            case LESS -> field < value;
            case AT_MOST -> field <= value;
            case MORE -> field > value;
            case AT_LEAST -> field >= value;
            case CONTAINS, EXISTS, MISSING -> false;
        };
    }
}
