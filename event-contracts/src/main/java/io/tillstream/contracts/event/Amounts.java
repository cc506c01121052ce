package io.tillstream.contracts.event;

import io.tillstream.contracts.money.Micros;
import java.math.BigDecimal;

/** Decimal numbers of currency units, as text, to micros; exact, a seventh decimal rounded half up. */
final class Amounts {

    /** Not a plain decimal number of a usual size: use {@link #ofDecimal}. */
    static final long UNUSUAL = Long.MIN_VALUE;

    /** Stands for every amount beyond what any field may hold. */
    static final long BEYOND = Long.MAX_VALUE;

    private static final int MAX_INTEGER_DIGITS = 12;
    private static final int DECIMALS = 6;

    private Amounts() {}

    /** Reads {@code 29.99}: digits with at most one point, optionally negative; {@link #UNUSUAL} for anything else. */
    static long ofText(char[] text, int offset, int length) {
        int i = offset;
        int end = offset + length;
        boolean negative = i < end && text[i] == '-';
        if (negative) {
            i++;
        }
        long value = 0;
        int integerStart = i;
        while (i < end && text[i] >= '0' && text[i] <= '9') {
            value = value * 10 + (text[i] - '0');
            i++;
            if (i - integerStart > MAX_INTEGER_DIGITS) {
                return UNUSUAL;
            }
        }
        if (i == integerStart) {
            return UNUSUAL;
        }
        int decimals = 0;
        if (i < end && text[i] == '.') {
            i++;
            while (i < end && decimals < DECIMALS && text[i] >= '0' && text[i] <= '9') {
                value = value * 10 + (text[i] - '0');
                decimals++;
                i++;
            }
        }
        if (i != end) {
            return UNUSUAL;
        }
        for (; decimals < DECIMALS; decimals++) {
            value *= 10;
        }
        return negative ? -value : value;
    }

    /** Any decimal number; {@link #BEYOND} or its negative when it is too large for any field, without computing a power of ten of that size. */
    static long ofDecimal(BigDecimal amount) {
        if (amount.signum() == 0) {
            return 0;
        }
        long magnitude = (long) amount.precision() - amount.scale();
        if (magnitude > MAX_INTEGER_DIGITS) {
            return amount.signum() > 0 ? BEYOND : -BEYOND;
        }
        if (magnitude < -DECIMALS) {
            // too small for a micro; a negative one must not pass as zero
            return amount.signum() > 0 ? 0 : -1;
        }
        long micros = Micros.of(amount);
        return micros == 0 && amount.signum() < 0 ? -1 : micros;
    }
}
