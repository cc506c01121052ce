package io.tillstream.contracts.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Money as a count of micros: 1,000,000 micros are one unit of the installation's currency.
 *
 * <p>Micros rather than cents, because real price lists have three decimals; a long rather than floating point, so that a sum does not depend on the
 * order of its parts. The bounds leave room for 9.2 billion orders of a thousand units in one sum.
 */
public final class Micros {

    /** Micros in one unit of currency. */
    public static final long PER_UNIT = 1_000_000L;

    private static final int SCALE = 6;

    /** Digits before the point of the largest amount that fits into a long. */
    private static final int MAX_DIGITS = 13;

    private Micros() {}

    /**
     * Converts an amount in currency units; a seventh decimal is rounded half up, since clients compute prices in binary floating point.
     *
     * @throws ArithmeticException when the amount does not fit into a long
     */
    public static long of(BigDecimal amount) {
        // judged by its exponent first: 1e999999999 written out has a gigabyte of zeros
        long digits = (long) amount.precision() - amount.scale();
        if (amount.signum() == 0 || digits < -SCALE) {
            return 0;
        }
        if (digits > MAX_DIGITS) {
            throw new ArithmeticException("the amount is beyond a long of micros");
        }
        return amount.setScale(SCALE, RoundingMode.HALF_UP).unscaledValue().longValueExact();
    }

    /** Converts an amount in currency units, written as text: {@code Micros.of("29.99")} is 29,990,000. */
    public static long of(String amount) {
        return of(new BigDecimal(amount));
    }

    /** The same amount in currency units, without trailing zeros: 29,990,000 gives 29.99 and 30,000,000 gives 30. */
    public static BigDecimal toDecimal(long micros) {
        BigDecimal exact = BigDecimal.valueOf(micros, SCALE).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }
}
