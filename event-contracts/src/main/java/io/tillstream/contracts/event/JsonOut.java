package io.tillstream.contracts.event;

import io.tillstream.contracts.money.Micros;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON in UTF-8 as it is written, by one thread. Bytes go straight into an array, which grows as need be: every event of the product is written here, and the generator of a
 * library took twice the time. Texts are escaped as RFC 8259 asks and no further.
 */
final class JsonOut {

    private static final int USUAL_BYTES = 768;
    private static final int MOST_BYTES_OF_A_CHAR = 6;
    private static final int MOST_BYTES_OF_A_LONG = 20;
    private static final int DECIMALS = 6;
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[USUAL_BYTES];
    private int length;
    private boolean followed;

    /** A field's name as it is written, made once. */
    static byte[] encoded(String name) {
        return ("\"" + name + "\":").getBytes(StandardCharsets.US_ASCII);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Begins an object or an array. */
    void open(char bracket) {
        separate(1);
        bytes[length++] = (byte) bracket;
        followed = false;
    }

    void close(char bracket) {
        reserve(1);
        bytes[length++] = (byte) bracket;
        followed = true;
    }

    /** The name of the field whose value is next. */
    void name(byte[] encoded) {
        separate(encoded.length);
        put(encoded);
        followed = false;
    }

    /** The name of a field that a sender chose. */
    void name(String name) {
        text(name);
        reserve(1);
        bytes[length++] = ':';
        followed = false;
    }

    void nothing() {
        separate(NULL.length);
        put(NULL);
    }

    void flag(boolean value) {
        byte[] word = value ? TRUE : FALSE;
        separate(word.length);
        put(word);
    }

    void number(long value) {
        separate(MOST_BYTES_OF_A_LONG);
        digits(value);
    }

    /** A number as its own kind writes it. */
    void number(Number value) {
        byte[] text = value.toString().getBytes(StandardCharsets.US_ASCII);
        separate(text.length);
        put(text);
    }

    /** An amount in units of currency, without trailing zeros: 29,990,000 micros are 29.99. */
    void amount(long micros) {
        separate(MOST_BYTES_OF_A_LONG + DECIMALS + 2);
        long units = micros / Micros.PER_UNIT;
        long rest = Math.abs(micros % Micros.PER_UNIT);
        if (units == 0 && micros < 0) {
            bytes[length++] = '-';
        }
        digits(units);
        if (rest == 0) {
            return;
        }
        bytes[length++] = '.';
        for (long unit = Micros.PER_UNIT / 10; rest > 0; unit /= 10) {
            bytes[length++] = (byte) ('0' + rest / unit);
            rest %= unit;
        }
    }

    /**
     * A text.
     *
     * @throws IllegalArgumentException when it has half of a surrogate pair, which UTF-8 cannot say
     */
    void text(String text) {
        int chars = text.length();
        separate(chars + 2);
        bytes[length++] = '"';
        int at = 0;
        while (at < chars) {
            char c = text.charAt(at);
            if (c >= ' ' && c < 0x80 && c != '"' && c != '\\') {
                bytes[length++] = (byte) c;
            } else {
                // room for this one, for all that follow, and for the quote
                reserve(MOST_BYTES_OF_A_CHAR + chars - at + 1);
                at += unusual(text, at);
            }
            at++;
        }
        bytes[length++] = '"';
    }

    /** Writes what is no plain ASCII; returns how many characters it took beside the first. */
    private int unusual(String text, int at) {
        char c = text.charAt(at);
        if (c < 0x80) {
            escape(c);
        } else if (c < 0x800) {
            bytes[length++] = (byte) (0xc0 | c >> 6);
            bytes[length++] = (byte) (0x80 | c & 0x3f);
        } else if (!Character.isSurrogate(c)) {
            bytes[length++] = (byte) (0xe0 | c >> 12);
            bytes[length++] = (byte) (0x80 | c >> 6 & 0x3f);
            bytes[length++] = (byte) (0x80 | c & 0x3f);
        } else {
            int point = text.codePointAt(at);
            if (!Character.isSupplementaryCodePoint(point)) {
                throw new IllegalArgumentException("a text has half of a surrogate pair");
            }
            bytes[length++] = (byte) (0xf0 | point >> 18);
            bytes[length++] = (byte) (0x80 | point >> 12 & 0x3f);
            bytes[length++] = (byte) (0x80 | point >> 6 & 0x3f);
            bytes[length++] = (byte) (0x80 | point & 0x3f);
            return 1;
        }
        return 0;
    }

    private void escape(char c) {
        bytes[length++] = '\\';
        switch (c) {
            case '"', '\\' -> bytes[length++] = (byte) c;
            case '\b' -> bytes[length++] = 'b';
            case '\t' -> bytes[length++] = 't';
            case '\n' -> bytes[length++] = 'n';
            case '\f' -> bytes[length++] = 'f';
            case '\r' -> bytes[length++] = 'r';
            default -> {
                bytes[length++] = 'u';
                bytes[length++] = '0';
                bytes[length++] = '0';
                bytes[length++] = HEX[c >> 4];
                bytes[length++] = HEX[c & 0xf];
            }
        }
    }

    private void digits(long value) {
        if (value < 0) {
            // the least long has no positive counterpart
            put(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
            return;
        }
        int width = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            width++;
        }
        long rest = value;
        for (int i = length + width - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += width;
    }

    /** Makes room for a comma and so many bytes, and writes the comma where one is due. */
    private void separate(int more) {
        reserve(more + 1);
        if (followed) {
            bytes[length++] = ',';
        }
        followed = true;
    }

    private void put(byte[] more) {
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
