package io.tillstream.ingest.imports.clean;

import java.util.Locale;

/** How a table writes its dates. */
enum DateShape {
    /** {@code 2010-12-01 08:26:00}, with a space or a T, with or without a zone. */
    ISO("yyyy-MM-dd HH:mm:ss"),
    /** {@code 12/1/2010 8:26}: month first. */
    MONTH_FIRST("M/D/YYYY H:MM"),
    /** {@code 01/12/2010 08:26}, {@code 1.12.2010}, {@code 1-12-2010}: day first. */
    DAY_FIRST("D/M/YYYY H:MM"),
    /** {@code 40513.35138888889}: days since 1899-12-30. */
    EXCEL_SERIAL("Excel serial number"),
    /** A pattern that the request named. */
    PATTERN("as given");

    private final String description;

    DateShape(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }

    /** Tells the shape of one date; null when it has none of these shapes. Slashes count as month first until proven wrong. */
    @org.jspecify.annotations.Nullable
    static DateShape of(String text) {
        if (text.length() >= 8 && text.charAt(4) == '-' && isDigits(text, 0, 4)) {
            return ISO;
        }
        int end = 0;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        if (end == 0) {
            return null;
        }
        if (end == text.length()) {
            return end == 5 ? EXCEL_SERIAL : null;
        }
        return switch (text.charAt(end)) {
            case '/' -> MONTH_FIRST;
            case '.' -> text.indexOf('.', end + 1) > 0 ? DAY_FIRST : end == 5 ? EXCEL_SERIAL : null;
            case '-' -> end <= 2 ? DAY_FIRST : null;
            default -> null;
        };
    }

    /** The shape of a keyword in a request, or {@link #PATTERN}. */
    static DateShape ofOption(String option) {
        return switch (option.toLowerCase(Locale.ROOT)) {
            case "iso" -> ISO;
            case "mdy" -> MONTH_FIRST;
            case "dmy" -> DAY_FIRST;
            case "excel" -> EXCEL_SERIAL;
            default -> PATTERN;
        };
    }

    private static boolean isDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
