package io.tillstream.query.projection;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows in PostgreSQL's binary COPY format (documentation of COPY, section "Binary Format"). One buffer is used for many batches, one after another.
 *
 * <p>Characters that PostgreSQL cannot hold (U+0000) become U+FFFD.
 */
final class CopyBuffer {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int HEADER_BYTES = SIGNATURE.length + 8;
    private static final long POSTGRES_EPOCH_SECONDS = 946_684_800L;
    private static final int POSTGRES_EPOCH_DAY = 10_957;
    private static final int TEXT_OID = 25;
    private static final int MAX_KEPT_BYTES = 64 << 20;

    private ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private int rows;

    CopyBuffer() {
        clear();
    }

    void clear() {
        if (buffer.capacity() > MAX_KEPT_BYTES) {
            buffer = ByteBuffer.allocate(1 << 16);
        }
        buffer.clear();
        buffer.put(SIGNATURE).putInt(0).putInt(0);
        rows = 0;
    }

    int rows() {
        return rows;
    }

    /** Begins a row of so many columns; each is written by one of the methods below, in order. */
    CopyBuffer row(int columns) {
        room(2).putShort((short) columns);
        rows++;
        return this;
    }

    CopyBuffer text(@Nullable String value) {
        if (value == null) {
            return none();
        }
        String held = value.indexOf('\0') < 0 ? value : value.replace('\0', '\uFFFD');
        return bytes(held.getBytes(StandardCharsets.UTF_8));
    }

    /** A list as {@code text[]}: dimensions, no nulls, the elements' type (OID 25), length and first index, then the elements. */
    CopyBuffer texts(List<String> values) {
        int lengthAt = room(4).position();
        buffer.putInt(0);
        room(12).putInt(values.isEmpty() ? 0 : 1).putInt(0).putInt(TEXT_OID);
        if (!values.isEmpty()) {
            room(8).putInt(values.size()).putInt(1);
        }
        values.forEach(this::text);
        buffer.putInt(lengthAt, buffer.position() - lengthAt - 4);
        return this;
    }

    /** A JSON document, already free of U+0000. */
    CopyBuffer json(@Nullable String value) {
        if (value == null) {
            return none();
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        room(5 + bytes.length).putInt(bytes.length + 1).put((byte) 1).put(bytes);
        return this;
    }

    CopyBuffer bool(boolean value) {
        room(5).putInt(1).put((byte) (value ? 1 : 0));
        return this;
    }

    /** Bytes as they are, for {@code bytea}. */
    CopyBuffer binary(byte @Nullable [] value) {
        return value == null ? none() : bytes(value);
    }

    CopyBuffer int8(long value) {
        room(12).putInt(8).putLong(value);
        return this;
    }

    CopyBuffer int8(@Nullable Long value) {
        return value == null ? none() : int8(value.longValue());
    }

    CopyBuffer int4(int value) {
        room(8).putInt(4).putInt(value);
        return this;
    }

    CopyBuffer int4(@Nullable Integer value) {
        return value == null ? none() : int4(value.intValue());
    }

    CopyBuffer float8(@Nullable Double value) {
        if (value == null) {
            return none();
        }
        room(12).putInt(8).putDouble(value);
        return this;
    }

    CopyBuffer time(@Nullable Instant value) {
        if (value == null) {
            return none();
        }
        long micros = Math.addExact(
                Math.multiplyExact(value.getEpochSecond() - POSTGRES_EPOCH_SECONDS, 1_000_000L),
                value.getNano() / 1_000);
        return int8(micros);
    }

    CopyBuffer day(@Nullable LocalDate value) {
        return value == null ? none() : int4(Math.toIntExact(value.toEpochDay() - POSTGRES_EPOCH_DAY));
    }

    /** The finished document; the buffer is empty afterwards. */
    byte[] take() {
        room(2).putShort((short) -1);
        byte[] document = Arrays.copyOf(buffer.array(), buffer.position());
        clear();
        return document;
    }

    /** Whether anything but the header was written. */
    boolean isEmpty() {
        return buffer.position() == HEADER_BYTES;
    }

    private CopyBuffer bytes(byte[] bytes) {
        room(4 + bytes.length).putInt(bytes.length).put(bytes);
        return this;
    }

    private CopyBuffer none() {
        room(4).putInt(-1);
        return this;
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int wanted = Math.max(buffer.capacity() * 2, buffer.position() + bytes);
            ByteBuffer larger = ByteBuffer.allocate(wanted);
            buffer.flip();
            larger.put(buffer);
            buffer = larger;
        }
        return buffer;
    }

    /** Whether a decimal is small enough to be a number in a JSON document of PostgreSQL. */
    static boolean isOrdinary(BigDecimal number) {
        return Math.abs(number.scale()) < 100 && number.precision() < 100;
    }
}
