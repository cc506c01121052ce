package io.tillstream.contracts.output;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes one flat JSON object, field after field, as databind would. What needs an escape or more than ASCII is not its business: then {@link #bytes()} gives
 * null, and databind writes the value instead. For one value.
 */
final class PlainWriter {

    private static final int FIRST_BYTES = 768;
    private static final byte[] NULL = ascii("null");
    private static final byte[] LEAST_LONG = ascii(Long.toString(Long.MIN_VALUE));
    private static final int MICRO_DIGITS = 6;
    private static final long MICROS = 1_000_000;

    private final byte[][] names;
    private byte[] buffer = new byte[FIRST_BYTES];
    private int length;
    private int field;
    private boolean unusual;

    /** @param names what stands before each value, see {@link #names} */
    PlainWriter(byte[][] names) {
        this.names = names;
    }

    /** What stands before the value of each field, braces and commas included. */
    static byte[][] names(String... fields) {
        byte[][] names = new byte[fields.length][];
        for (int i = 0; i < fields.length; i++) {
            names[i] = ascii((i == 0 ? "{\"" : ",\"") + fields[i] + "\":");
        }
        return names;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The whole object; null when it holds what this writer does not write. */
    byte @Nullable [] bytes() {
        if (unusual || field != names.length) {
            return null;
        }
        room(1);
        buffer[length++] = '}';
        return Arrays.copyOf(buffer, length);
    }

    /** The name of the next field, whose value follows by {@link #raw} and {@link #digits}. */
    PlainWriter name() {
        return raw(names[field++]);
    }

    PlainWriter none() {
        return raw(NULL);
    }

    PlainWriter text(@Nullable String text) {
        name();
        return text == null ? none() : quoted(text);
    }

    /** A text without a field's name before it. */
    PlainWriter quoted(String text) {
        int chars = text.length();
        room(chars + 2);
        buffer[length++] = '"';
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                unusual = true;
                return this;
            }
            buffer[length++] = (byte) c;
        }
        buffer[length++] = '"';
        return this;
    }

    /** A list of texts. */
    PlainWriter texts(List<String> texts) {
        name();
        room(2);
        buffer[length++] = '[';
        for (int i = 0; i < texts.size(); i++) {
            if (i > 0) {
                room(1);
                buffer[length++] = ',';
            }
            quoted(texts.get(i));
        }
        room(1);
        buffer[length++] = ']';
        return this;
    }

    PlainWriter number(long value) {
        return name().digits(value);
    }

    PlainWriter number(@Nullable Long value) {
        return value == null ? name().none() : number(value.longValue());
    }

    PlainWriter number(@Nullable Integer value) {
        return value == null ? name().none() : number(value.longValue());
    }

    PlainWriter fraction(@Nullable Double value) {
        name();
        return value == null ? none() : decimal(value);
    }

    /** A number without a field's name before it. */
    PlainWriter decimal(double value) {
        if (!Double.isFinite(value)) {
            unusual = true;
            return this;
        }
        return raw(ascii(Double.toString(value)));
    }

    /** A decimal number of currency units without trailing zeros. */
    PlainWriter money(long micros) {
        return name().amount(micros);
    }

    /** An amount without a field's name before it. */
    PlainWriter amount(long micros) {
        if (micros == Long.MIN_VALUE) {
            unusual = true;
            return this;
        }
        long whole = Math.abs(micros) / MICROS;
        int rest = (int) (Math.abs(micros) % MICROS);
        if (micros < 0) {
            room(1);
            buffer[length++] = '-';
        }
        digits(whole);
        if (rest == 0) {
            return this;
        }
        room(MICRO_DIGITS + 1);
        buffer[length++] = '.';
        padded(rest, MICRO_DIGITS);
        while (buffer[length - 1] == '0') {
            length--;
        }
        return this;
    }

    PlainWriter money(@Nullable Long micros) {
        return micros == null ? name().none() : money(micros.longValue());
    }

    PlainWriter day(@Nullable LocalDate day) {
        name();
        return day == null ? none() : plainDay(day);
    }

    /** A day without a field's name before it. */
    PlainWriter plainDay(LocalDate day) {
        room(16);
        buffer[length++] = '"';
        date(day);
        buffer[length++] = '"';
        return this;
    }

    PlainWriter time(@Nullable Instant time) {
        name();
        return time == null ? none() : moment(time);
    }

    /** A time without a field's name before it. */
    PlainWriter moment(Instant time) {
        long seconds = time.getEpochSecond();
        room(32);
        buffer[length++] = '"';
        date(LocalDate.ofInstant(time, ZoneOffset.UTC));
        int ofDay = (int) Math.floorMod(seconds, 86_400L);
        buffer[length++] = 'T';
        padded(ofDay / 3_600, 2);
        buffer[length++] = ':';
        padded(ofDay / 60 % 60, 2);
        buffer[length++] = ':';
        padded(ofDay % 60, 2);
        fractionOfSecond(time.getNano());
        buffer[length++] = 'Z';
        buffer[length++] = '"';
        return this;
    }

    /** None, three, six or nine digits, as {@link Instant#toString}. */
    private void fractionOfSecond(int nanos) {
        if (nanos == 0) {
            return;
        }
        buffer[length++] = '.';
        if (nanos % 1_000_000 == 0) {
            padded(nanos / 1_000_000, 3);
        } else if (nanos % 1_000 == 0) {
            padded(nanos / 1_000, 6);
        } else {
            padded(nanos, 9);
        }
    }

    private void date(LocalDate day) {
        if (day.getYear() < 0 || day.getYear() > 9_999) {
            unusual = true;
            return;
        }
        padded(day.getYear(), 4);
        buffer[length++] = '-';
        padded(day.getMonthValue(), 2);
        buffer[length++] = '-';
        padded(day.getDayOfMonth(), 2);
    }

    private void padded(int value, int digits) {
        int rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    PlainWriter digits(long value) {
        if (value == Long.MIN_VALUE) {
            return raw(LEAST_LONG);
        }
        room(20);
        long rest = Math.abs(value);
        if (value < 0) {
            buffer[length++] = '-';
        }
        int digits = 1;
        for (long bound = rest; bound >= 10; bound /= 10) {
            digits++;
        }
        for (int i = length + digits - 1; i >= length; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    PlainWriter raw(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
        return this;
    }

    private void room(int bytes) {
        if (buffer.length - length < bytes) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + bytes));
        }
    }
}
