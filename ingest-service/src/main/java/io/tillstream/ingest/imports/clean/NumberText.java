package io.tillstream.ingest.imports.clean;

import io.tillstream.contracts.money.Micros;
import java.math.BigDecimal;

/** Reads numbers as shops write them: {@code 1234.5}, {@code 1,234.50}, {@code 1.234,50}, {@code £2.55}. */
final class NumberText {

    private static final int MAX_CHARS = 40;
    private static final int MICRO_DIGITS = 6;
    private static final int FAST_DIGITS = 11;
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    private final boolean decimalComma;

    /** @param decimalComma whether a lone comma is a decimal comma rather than one between thousands */
    NumberText(boolean decimalComma) {
        this.decimalComma = decimalComma;
    }

    /**
     * An amount of money in micros, rounded half up from the seventh decimal on.
     *
     * @throws NumberFormatException when the text is no number
     * @throws ArithmeticException when it is too large
     */
    long micros(String text) {
        long fast = fastMicros(text);
        return fast != Long.MIN_VALUE ? fast : Micros.of(exact(text));
    }

    /**
     * A whole number.
     *
     * @throws NumberFormatException when the text is no number
     * @throws ArithmeticException when it has a fraction or is too large
     */
    long whole(String text) {
        long fast = fastMicros(text);
        if (fast != Long.MIN_VALUE && fast % Micros.PER_UNIT == 0) {
            return fast / Micros.PER_UNIT;
        }
        return exact(text).longValueExact();
    }

    /** Plain digits with at most six decimals, which nearly all cells are; the smallest long when this one is not. */
    private static long fastMicros(String text) {
        int length = text.length();
        int start = length > 0 && text.charAt(0) == '-' ? 1 : 0;
        if (length == start || length - start > FAST_DIGITS) {
            return Long.MIN_VALUE;
        }
        long value = 0;
        int decimals = -1;
        for (int i = start; i < length; i++) {
            char c = text.charAt(i);
            if (c == '.' && decimals < 0 && i > start) {
                decimals = 0;
            } else if (c >= '0' && c <= '9') {
                value = value * 10 + (c - '0');
                decimals = decimals < 0 ? -1 : decimals + 1;
            } else {
                return Long.MIN_VALUE;
            }
        }
        if (decimals > MICRO_DIGITS || decimals == 0) {
            return Long.MIN_VALUE;
        }
        long micros = value * POWERS[MICRO_DIGITS - Math.max(decimals, 0)];
        return start == 1 ? -micros : micros;
    }

    /**
     * A number, exactly.
     *
     * @throws NumberFormatException when the text is no number
     * @throws ArithmeticException when it is too large
     */
    BigDecimal exact(String text) {
        if (text.length() > MAX_CHARS) {
            throw new NumberFormatException("too long");
        }
        String plain = text.replaceAll("[\\s\\u00a0\\u202f£$€'\\u2019]", "");
        int comma = plain.lastIndexOf(',');
        int dot = plain.lastIndexOf('.');
        if (comma >= 0 && dot >= 0) {
            plain = comma > dot ? plain.replace(".", "").replace(',', '.') : plain.replace(",", "");
        } else if (comma >= 0) {
            plain = !decimalComma && plain.matches("[+-]?\\d{1,3}(,\\d{3})+")
                    ? plain.replace(",", "")
                    : plain.replace(',', '.');
        }
        BigDecimal value = new BigDecimal(plain);
        // 1e999999999 is a number too, but nobody's price: unfolding it would take all memory
        if (value.precision() - (long) value.scale() > MAX_CHARS || value.scale() > 2 * MAX_CHARS) {
            throw new ArithmeticException("out of range");
        }
        return value;
    }
}
