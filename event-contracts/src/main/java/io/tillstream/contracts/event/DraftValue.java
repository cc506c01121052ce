package io.tillstream.contracts.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value whose meaning depends on the action, with the checks of each type.
 *
 * @param parent what stands before the name in its path
 * @param name the field's name
 * @param value what was sent; null when it was not
 * @param receivedAt when the event reached the server
 */
record DraftValue(String parent, String name, @Nullable Object value, Instant receivedAt) {

    /** The largest count of points or units: what readers that hold numbers as doubles still hold exactly. */
    static final long MAX_COUNT = 9_007_199_254_740_991L;

    private String path() {
        return parent + name;
    }

    boolean isGiven() {
        return value != null;
    }

    @Nullable
    String text(TextKind kind) throws InvalidEventException {
        if (value == null) {
            return null;
        }
        String text =
                switch (value) {
                    case String string -> string;
                    case Long number when kind.isId() -> number.toString();
                    case BigInteger number when kind.isId() -> number.toString();
                    default -> throw wrong("must be a string, not " + found());
                };
        String problem = kind.problemOf(text, true);
        if (problem != null) {
            throw wrong(problem);
        }
        return text.isEmpty() ? null : text;
    }

    String requiredText(TextKind kind) throws InvalidEventException {
        String text = text(kind);
        if (text == null) {
            throw missing();
        }
        return text;
    }

    /** One of a fixed set of names. */
    @Nullable
    String oneOf(List<String> allowed) throws InvalidEventException {
        String text = text(TextKind.LABEL);
        if (text != null && !allowed.contains(text)) {
            throw wrong("must be one of " + String.join(", ", allowed));
        }
        return text;
    }

    String requiredOneOf(List<String> allowed) throws InvalidEventException {
        String text = oneOf(allowed);
        if (text == null) {
            throw missing();
        }
        return text;
    }

    @Nullable
    Long integer(long min, long max) throws InvalidEventException {
        if (value == null) {
            return null;
        }
        BigDecimal number = number("a whole number");
        if (!JsonFields.isWhole(number)) {
            throw wrong("must be a whole number");
        }
        if (number.compareTo(BigDecimal.valueOf(min)) < 0 || number.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw wrong(JsonFields.outside(min, max));
        }
        return number.longValue();
    }

    @Nullable
    Integer smallInteger(int min, int max) throws InvalidEventException {
        Long number = integer(min, max);
        return number == null ? null : Integer.valueOf(number.intValue());
    }

    long requiredInteger(long min, long max) throws InvalidEventException {
        Long number = integer(min, max);
        if (number == null) {
            throw missing();
        }
        return number;
    }

    /** An amount in micros, {@link EventDraft#NO_VALUE} when none was sent. */
    long amount(long maxMicros) throws InvalidEventException {
        if (value == null) {
            return EventDraft.NO_VALUE;
        }
        long micros = Amounts.ofDecimal(number("a number"));
        String problem = JsonFields.amountProblem(micros, maxMicros);
        if (problem != null) {
            throw wrong(problem);
        }
        return micros;
    }

    boolean requiredFlag() throws InvalidEventException {
        if (value == null) {
            throw missing();
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrong("must be true or false, not " + found());
    }

    @Nullable
    Instant time() throws InvalidEventException {
        String text = text(TextKind.LABEL);
        return text == null ? null : EventTimes.parse(path(), text, receivedAt);
    }

    InvalidEventException missing() {
        return wrong("must be given");
    }

    InvalidEventException wrong(String reason) {
        return new InvalidEventException(path(), reason);
    }

    private BigDecimal number(String wanted) throws InvalidEventException {
        return switch (value) {
            case Long number -> BigDecimal.valueOf(number);
            case BigInteger number -> new BigDecimal(number);
            case BigDecimal number -> number;
            case null, default -> throw wrong("must be " + wanted + ", not " + found());
        };
    }

    private String found() {
        return switch (value) {
            case String text -> "a string";
            case Boolean flag -> "a boolean";
            case Number number -> "a number";
            case Map<?, ?> map -> "an object";
            case List<?> list -> "an array";
            case null, default -> "null";
        };
    }
}
