package io.tillstream.streams.binary;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads what {@link BinaryWriter} wrote. Not thread-safe. */
public final class BinaryReader {

    private final byte[] bytes;
    private final int end;
    private int position;

    /** Reads from the beginning of the array. */
    public BinaryReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private BinaryReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.position = from;
        this.end = end;
    }

    /** A reader of the next bytes alone; this one goes on behind them. */
    public BinaryReader section(int length) {
        BinaryReader section = new BinaryReader(bytes, position, position + length);
        position += length;
        return section;
    }

    /** Goes on behind the next bytes. */
    public void skip(int length) {
        position += length;
    }

    /** Whether anything is left. */
    public boolean hasRemaining() {
        return position < end;
    }

    /** Eight bits, 0–255. */
    public int readByte() {
        return bytes[position++] & 0xFF;
    }

    /** See {@link BinaryWriter#writeUnsigned}. */
    public long readUnsigned() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[position++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    /** An unsigned integer that fits an int, such as a count. */
    public int readCount() {
        return Math.toIntExact(readUnsigned());
    }

    /** See {@link BinaryWriter#writeSigned}. */
    public long readSigned() {
        long raw = readUnsigned();
        return (raw >>> 1) ^ -(raw & 1);
    }

    /** See {@link BinaryWriter#writeFixed}. */
    public long readFixed() {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | bytes[position++] & 0xFF;
        }
        return value;
    }

    /** See {@link BinaryWriter#writeText}. */
    public @Nullable String readText() {
        int length = readCount();
        if (length == 0) {
            return null;
        }
        String text = new String(bytes, position, length - 1, StandardCharsets.UTF_8);
        position += length - 1;
        return text;
    }

    /** Text that was not null when written. */
    public String readRequiredText() {
        String text = readText();
        if (text == null) {
            throw new IllegalStateException("text expected at byte " + position);
        }
        return text;
    }

    /** The next bytes as they are. */
    public byte[] readRaw(int length) {
        byte[] raw = new byte[length];
        System.arraycopy(bytes, position, raw, 0, length);
        position += length;
        return raw;
    }
}
