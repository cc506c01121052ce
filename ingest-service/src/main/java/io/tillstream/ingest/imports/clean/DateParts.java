package io.tillstream.ingest.imports.clean;

import java.time.DateTimeException;
import java.util.Locale;

/**
 * The numbers of a date such as {@code 12/1/2010 8:26 PM}, without saying which of the first two is the month.
 *
 * @param hour from 0, after AM or PM was taken into account
 */
record DateParts(int first, int second, int year, int hour, int minute, int secondOfMinute) {

    private static final int NUMBERS = 6;
    private static final int CENTURY = 2000;

    /** @throws DateTimeException when the text is not of this form */
    static DateParts of(String text) {
        String rest = text.strip();
        String upper = rest.toUpperCase(Locale.ROOT);
        boolean afternoon = upper.endsWith("PM");
        boolean morning = upper.endsWith("AM");
        int end = afternoon || morning ? rest.length() - 2 : rest.length();
        int[] numbers = new int[NUMBERS];
        int count = 0;
        int digits = 0;
        int yearDigits = 0;
        for (int i = 0; i < end; i++) {
            char c = rest.charAt(i);
            if (c >= '0' && c <= '9') {
                if (count == NUMBERS || ++digits > 4) {
                    throw new DateTimeException("too many digits");
                }
                numbers[count] = numbers[count] * 10 + (c - '0');
                yearDigits = count == 2 ? digits : yearDigits;
            } else if (separates(c, count)) {
                count += digits > 0 ? 1 : 0;
                digits = 0;
            } else {
                throw new DateTimeException("unexpected character");
            }
        }
        count += digits > 0 ? 1 : 0;
        if (count != 3 && count != 5 && count != NUMBERS) {
            throw new DateTimeException("not a date");
        }
        int hour = afternoon || morning ? numbers[3] % 12 + (afternoon ? 12 : 0) : numbers[3];
        return new DateParts(numbers[0], numbers[1], year(numbers[2], yearDigits), hour, numbers[4], numbers[5]);
    }

    private static boolean separates(char c, int number) {
        return switch (c) {
            case '/', '.', '-' -> number < 3;
            case ' ', ',', 'T' -> number >= 2;
            case ':' -> number >= 3;
            default -> false;
        };
    }

    private static int year(int number, int digits) {
        return switch (digits) {
            case 4 -> number;
            case 2 -> CENTURY + number;
            default -> throw new DateTimeException("a year has two or four digits");
        };
    }
}
