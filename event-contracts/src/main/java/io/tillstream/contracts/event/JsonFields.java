package io.tillstream.contracts.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.tillstream.contracts.money.Micros;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Steps through the fields of JSON objects and reads typed values; a value that is wrong is refused with its path. A JSON null is "not given". */
final class JsonFields {

    private static final int MAX_PATH_CHARS = 300;
    private static final int LONG_DIGITS = 18;
    private static final int MAX_EXPONENT = 400;

    private final JsonParser parser;
    private final boolean escapes;

    JsonFields(JsonParser parser, boolean escapes) {
        this.parser = parser;
        this.escapes = escapes;
    }

    /** Goes on to the value of the next field of the current object; false at its end. */
    boolean nextField() throws IOException, InvalidEventException {
        if (parser.nextToken() == JsonToken.END_OBJECT) {
            return false;
        }
        parser.nextToken();
        return true;
    }

    /** Goes on to the next element of the current array; false at its end. */
    boolean nextElement() throws IOException {
        return parser.nextToken() != JsonToken.END_ARRAY;
    }

    String name() throws IOException {
        return parser.currentName();
    }

    JsonToken token() {
        return parser.currentToken();
    }

    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    /** Enters an object; false when the value is null. */
    boolean enterObject() throws InvalidEventException {
        if (isNull()) {
            return false;
        }
        if (token() != JsonToken.START_OBJECT) {
            throw wrong("must be an object, not " + found());
        }
        checkNesting();
        return true;
    }

    /** Enters an array; false when the value is null. */
    boolean enterArray() throws InvalidEventException {
        if (isNull()) {
            return false;
        }
        if (token() != JsonToken.START_ARRAY) {
            throw wrong("must be an array, not " + found());
        }
        checkNesting();
        return true;
    }

    void checkNesting() throws InvalidEventException {
        if (parser.getParsingContext().getNestingDepth() > EventBounds.MAX_NESTING) {
            throw wrong("is nested too deep; at most " + EventBounds.MAX_NESTING + " levels are allowed");
        }
    }

    /** An id: text, or an integer taken as text. */
    @Nullable
    String id(TextKind kind) throws IOException, InvalidEventException {
        return switch (token()) {
            case VALUE_NULL -> null;
            case VALUE_STRING, VALUE_NUMBER_INT -> checked(kind, parser.getText());
            default -> throw wrong("must be a string (or an integer), not " + found());
        };
    }

    /** A text; an empty one is "not given". */
    @Nullable
    String text(TextKind kind) throws IOException, InvalidEventException {
        if (isNull()) {
            return null;
        }
        if (token() != JsonToken.VALUE_STRING) {
            throw wrong("must be a string, not " + found());
        }
        String text = checked(kind, parser.getText());
        return text.isEmpty() ? null : text;
    }

    /** A text as it stands, for values that have no name in the contract. */
    String rawText() throws IOException, InvalidEventException {
        return checked(TextKind.TEXT, parser.getText());
    }

    private String checked(TextKind kind, String text) throws InvalidEventException {
        String problem = kind.problemOf(text, escapes);
        if (problem != null) {
            throw wrong(problem);
        }
        return text;
    }

    /** An amount in currency units, as micros from 0 to {@code maxMicros}. */
    long amount(long maxMicros) throws IOException, InvalidEventException {
        if (token() != JsonToken.VALUE_NUMBER_INT && token() != JsonToken.VALUE_NUMBER_FLOAT) {
            throw wrong("must be a number, not " + found());
        }
        refuseNotANumber();
        long micros = Amounts.ofText(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        if (micros == Amounts.UNUSUAL) {
            micros = Amounts.ofDecimal(decimal());
        }
        String problem = amountProblem(micros, maxMicros);
        if (problem != null) {
            throw wrong(problem);
        }
        return micros;
    }

    static @Nullable String amountProblem(long micros, long maxMicros) {
        if (micros < 0) {
            return "must not be negative";
        }
        if (micros > maxMicros) {
            return String.format(Locale.ROOT, "is too large; at most %,d is allowed", maxMicros / Micros.PER_UNIT);
        }
        return null;
    }

    /** A whole number from {@code min} to {@code max}. */
    int integer(int min, int max) throws IOException, InvalidEventException {
        if (token() != JsonToken.VALUE_NUMBER_INT && token() != JsonToken.VALUE_NUMBER_FLOAT) {
            throw wrong("must be a whole number, not " + found());
        }
        refuseNotANumber();
        long value;
        if (token() == JsonToken.VALUE_NUMBER_INT && parser.getTextLength() <= LONG_DIGITS) {
            value = parser.getLongValue();
        } else {
            BigDecimal decimal = decimal();
            if (!isWhole(decimal)) {
                throw wrong("must be a whole number");
            }
            value = Amounts.ofDecimal(decimal) / Micros.PER_UNIT;
        }
        if (value < min || value > max) {
            throw wrong(outside(min, max));
        }
        return (int) value;
    }

    static boolean isWhole(BigDecimal value) {
        return value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
    }

    static String outside(long min, long max) {
        return String.format(Locale.ROOT, "must be from %,d to %,d", min, max);
    }

    /** A number that has no name in the contract: a Long where it fits, else BigInteger or BigDecimal. */
    Object rawNumber() throws IOException, InvalidEventException {
        refuseNotANumber();
        if (token() == JsonToken.VALUE_NUMBER_INT) {
            if (parser.getTextLength() <= LONG_DIGITS) {
                return parser.getLongValue();
            }
            BigInteger value = parser.getBigIntegerValue();
            return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
        }
        BigDecimal value = decimal();
        if (Math.abs((long) value.precision() - value.scale()) > MAX_EXPONENT) {
            throw wrong("is out of range; numbers have at most " + MAX_EXPONENT + " digits");
        }
        return value;
    }

    private void refuseNotANumber() throws IOException, InvalidEventException {
        if (token() == JsonToken.VALUE_NUMBER_FLOAT && parser.isNaN()) {
            throw wrong("must be a finite number, not NaN or infinity");
        }
    }

    private BigDecimal decimal() throws IOException, InvalidEventException {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            throw wrong("is out of range");
        }
    }

    /** A refusal of the current value. */
    InvalidEventException wrong(String reason) {
        return new InvalidEventException(path(), reason);
    }

    InvalidEventException givenTwice() {
        return wrong("is given twice; send each field once");
    }

    /** The kind of the current value, in words. */
    String found() {
        return switch (token()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> "null";
        };
    }

    /** Where the current value stands, for example {@code items[2].price}. */
    String path() {
        JsonStreamContext context = parser.getParsingContext();
        if (parser.currentToken() == JsonToken.START_OBJECT || parser.currentToken() == JsonToken.START_ARRAY) {
            context = context.getParent();
        }
        StringBuilder path = new StringBuilder();
        append(context, path);
        return path.isEmpty() ? "$" : path.toString();
    }

    private static void append(@Nullable JsonStreamContext context, StringBuilder path) {
        if (context == null || context.inRoot()) {
            return;
        }
        append(context.getParent(), path);
        if (path.length() > MAX_PATH_CHARS) {
            return;
        }
        if (context.inArray()) {
            path.append('[').append(context.getCurrentIndex()).append(']');
        } else if (context.getCurrentName() != null) {
            if (!path.isEmpty()) {
                path.append('.');
            }
            path.append(printable(context.getCurrentName()));
        }
    }

    private static String printable(String name) {
        String start = name.length() > MAX_PATH_CHARS ? name.substring(0, MAX_PATH_CHARS) : name;
        StringBuilder clean = new StringBuilder(start.length());
        for (int i = 0; i < start.length(); i++) {
            char c = start.charAt(i);
            clean.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
        }
        return clean.toString();
    }
}
