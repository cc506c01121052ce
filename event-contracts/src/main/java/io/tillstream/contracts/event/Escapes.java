package io.tillstream.contracts.event;

import java.nio.charset.StandardCharsets;

/** Decodes the inside of a JSON text that is not plain ASCII. */
final class Escapes {

    private static final int UNICODE_DIGITS = 4;
    private static final int HEX = 16;

    private Escapes() {}

    /**
     * The text between two quotes.
     *
     * @param escaped whether there is a backslash
     * @throws UnusualEventException when it is not UTF-8 or an escape is none of JSON's
     */
    static String decode(byte[] bytes, int from, int to, boolean escaped) throws UnusualEventException {
        if (Utf8.firstMalformed(bytes, from, to - from) >= 0) {
            throw UnusualEventException.INSTANCE;
        }
        String raw = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return escaped ? unescape(raw) : raw;
    }

    private static String unescape(String raw) throws UnusualEventException {
        StringBuilder text = new StringBuilder(raw.length());
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i++);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char kind = raw.charAt(i++);
            if (kind == 'u') {
                text.append(unicode(raw, i));
                i += UNICODE_DIGITS;
            } else {
                text.append(simple(kind));
            }
        }
        return text.toString();
    }

    private static char simple(char kind) throws UnusualEventException {
        return switch (kind) {
            case '"', '\\', '/' -> kind;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> throw UnusualEventException.INSTANCE;
        };
    }

    private static char unicode(String raw, int at) throws UnusualEventException {
        if (at + UNICODE_DIGITS > raw.length()) {
            throw UnusualEventException.INSTANCE;
        }
        int value = 0;
        for (int i = at; i < at + UNICODE_DIGITS; i++) {
            char c = raw.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, HEX) : -1;
            if (digit < 0) {
                throw UnusualEventException.INSTANCE;
            }
            value = value * HEX + digit;
        }
        return (char) value;
    }
}
