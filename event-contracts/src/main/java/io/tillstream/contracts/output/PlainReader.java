package io.tillstream.contracts.output;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object that looks exactly as {@link PlainWriter} writes it: the same fields in the same order, no space, no escape, only ASCII. The first thing
 * that differs makes it give up: {@link #isUsual()} is false from then on, the values mean nothing, and databind has to read the object. For one value.
 */
final class PlainReader {

    private static final byte[] NULL = PlainWriter.ascii("null");
    private static final int MAX_DIGITS = 18;
    private static final int MAX_UNITS_DIGITS = 12;
    private static final int MICRO_DIGITS = 6;
    private static final int MAX_DOUBLE_CHARS = 32;

    private final byte[][] names;
    private final byte[] json;
    private int at;
    private int field;
    private boolean unusual;

    PlainReader(byte[][] names, byte[] json) {
        this.names = names;
        this.json = json;
    }

    /** Whether all was read and nothing was strange. */
    boolean isUsual() {
        return !unusual && field == names.length && at == json.length - 1 && json[at] == '}';
    }

    /** Passes the name of the next field. */
    void name() {
        expect(names[field++]);
    }

    void expect(byte[] bytes) {
        if (!isNext(bytes)) {
            unusual = true;
            return;
        }
        at += bytes.length;
    }

    /** Passes a null, if one is next. */
    boolean none() {
        if (!isNext(NULL)) {
            return false;
        }
        at += NULL.length;
        return true;
    }

    String text() {
        name();
        return quoted();
    }

    @Nullable
    String textOrNull() {
        name();
        return none() ? null : quoted();
    }

    long number() {
        name();
        return digits();
    }

    int small() {
        name();
        return smallDigits();
    }

    /** A number without a field's name before it. */
    int smallDigits() {
        return asInt(digits());
    }

    @Nullable
    Long numberOrNull() {
        name();
        return none() ? null : Long.valueOf(digits());
    }

    @Nullable
    Integer smallOrNull() {
        name();
        return none() ? null : Integer.valueOf(smallDigits());
    }

    @Nullable
    Double fractionOrNull() {
        name();
        return none() ? null : Double.valueOf(decimal());
    }

    /** A number without a field's name before it. */
    double decimal() {
        int start = at;
        while (isIn("0123456789.-E")) {
            at++;
        }
        if (at == start || at - start > MAX_DOUBLE_CHARS) {
            unusual = true;
            return 0;
        }
        String text = new String(json, start, at - start, StandardCharsets.ISO_8859_1);
        double value = Double.parseDouble(isPlainDecimal(text) ? text : "NaN");
        unusual |= Double.isNaN(value);
        return value;
    }

    long money() {
        name();
        return micros();
    }

    @Nullable
    Long moneyOrNull() {
        name();
        return none() ? null : Long.valueOf(micros());
    }

    @Nullable
    LocalDate dayOrNull() {
        name();
        return none() ? null : day();
    }

    LocalDate dayOfField() {
        name();
        return day();
    }

    Instant time() {
        name();
        return instant();
    }

    @Nullable
    Instant timeOrNull() {
        name();
        return none() ? null : instant();
    }

    private static boolean isPlainDecimal(String text) {
        int dot = text.indexOf('.');
        int start = text.startsWith("-") ? 1 : 0;
        boolean leadingZero = text.startsWith("0", start) && dot != start + 1;
        return dot > start
                && dot == text.lastIndexOf('.')
                && dot < text.length() - 1
                && !leadingZero
                && text.indexOf('E') < 0
                && text.lastIndexOf('-') < 1;
    }

    /** A list of texts. */
    List<String> texts() {
        name();
        List<String> texts = new ArrayList<>();
        pass('[');
        if (isAt('"')) {
            do {
                texts.add(quoted());
            } while (passIf(','));
        }
        pass(']');
        return texts;
    }

    /** A text without a field's name before it. */
    String quoted() {
        pass('"');
        int start = at;
        while (at < json.length && json[at] >= ' ' && json[at] <= '~' && json[at] != '"' && json[at] != '\\') {
            at++;
        }
        int end = at;
        pass('"');
        return unusual ? "" : new String(json, start, end - start, StandardCharsets.ISO_8859_1);
    }

    long digits() {
        boolean negative = isIn("-");
        if (negative) {
            at++;
        }
        long value = wholeNumber(MAX_DIGITS);
        return negative ? -value : value;
    }

    /** An amount without a field's name before it. */
    long micros() {
        boolean negative = isIn("-");
        if (negative) {
            at++;
        }
        long value = wholeNumber(MAX_UNITS_DIGITS);
        int decimals = 0;
        if (isIn(".")) {
            at++;
            while (decimals < MICRO_DIGITS && isDigit()) {
                value = value * 10 + json[at++] - '0';
                decimals++;
            }
            unusual |= decimals == 0;
        }
        for (; decimals < MICRO_DIGITS; decimals++) {
            value *= 10;
        }
        return negative ? -value : value;
    }

    /** Digits without a needless zero in front; a longer number stops in its middle, where no field begins. */
    private long wholeNumber(int most) {
        int start = at;
        long value = 0;
        while (at - start < most && isDigit()) {
            value = value * 10 + json[at++] - '0';
        }
        unusual |= at == start || (json[start] == '0' && at - start > 1);
        return value;
    }

    /** A day without a field's name before it. */
    LocalDate day() {
        pass('"');
        LocalDate day = date();
        pass('"');
        return day;
    }

    private LocalDate date() {
        int year = fixed(4);
        pass('-');
        int month = fixed(2);
        pass('-');
        int day = fixed(2);
        if (unusual) {
            return LocalDate.EPOCH;
        }
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            unusual = true;
            return LocalDate.EPOCH;
        }
    }

    /** A time without a field's name before it. */
    Instant instant() {
        pass('"');
        LocalDate date = date();
        pass('T');
        int hour = fixed(2);
        pass(':');
        int minute = fixed(2);
        pass(':');
        int second = fixed(2);
        int nanos = 0;
        if (isIn(".")) {
            at++;
            int start = at;
            while (at - start < 9 && isDigit()) {
                nanos = nanos * 10 + json[at++] - '0';
            }
            unusual |= at == start;
            for (int digits = at - start; digits < 9; digits++) {
                nanos *= 10;
            }
        }
        pass('Z');
        pass('"');
        unusual |= hour > 23 || minute > 59 || second > 59;
        return unusual
                ? Instant.EPOCH
                : Instant.ofEpochSecond(date.toEpochDay() * 86_400 + hour * 3_600 + minute * 60 + second, nanos);
    }

    private int fixed(int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            if (!isDigit()) {
                unusual = true;
                return 0;
            }
            value = value * 10 + json[at++] - '0';
        }
        return value;
    }

    private int asInt(long value) {
        unusual |= (int) value != value;
        return (int) value;
    }

    private boolean isNext(byte[] bytes) {
        if (json.length - at < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (json[at + i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean isDigit() {
        return at < json.length && json[at] >= '0' && json[at] <= '9';
    }

    /** Whether this character is next. */
    boolean isAt(char character) {
        return at < json.length && json[at] == character;
    }

    /** Passes this character, if it is next and nothing was strange so far. */
    boolean passIf(char character) {
        boolean is = !unusual && isAt(character);
        at += is ? 1 : 0;
        return is;
    }

    private boolean isIn(String characters) {
        return at < json.length && characters.indexOf(json[at]) >= 0;
    }

    private void pass(char expected) {
        if (at < json.length && json[at] == expected) {
            at++;
        } else {
            unusual = true;
        }
    }
}
