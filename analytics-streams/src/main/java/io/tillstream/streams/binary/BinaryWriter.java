package io.tillstream.streams.binary;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Appends values to a growing array. Not thread-safe; reusable by {@link #reset()}. */
public final class BinaryWriter {

    private byte[] bytes = new byte[512];
    private int size;

    /** Forgets what was written and keeps the array. */
    public BinaryWriter reset() {
        size = 0;
        return this;
    }

    /** Eight bits. */
    public BinaryWriter writeByte(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /** An integer ≥ 0 in 1 to 10 bytes, small values short. */
    public BinaryWriter writeUnsigned(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /** Any integer in 1 to 10 bytes, values near zero short. */
    public BinaryWriter writeSigned(long value) {
        return writeUnsigned((value << 1) ^ (value >> 63));
    }

    /** Exactly eight bytes, big-endian. */
    public BinaryWriter writeFixed(long value) {
        ensure(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** Text, or null. */
    public BinaryWriter writeText(@Nullable String text) {
        if (text == null) {
            return writeUnsigned(0);
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        writeUnsigned(utf8.length + 1L);
        return writeRaw(utf8);
    }

    /** Bytes as they are, without a length. */
    public BinaryWriter writeRaw(byte[] raw) {
        ensure(raw.length);
        System.arraycopy(raw, 0, bytes, size, raw.length);
        size += raw.length;
        return this;
    }

    /** What another writer holds, as it is, without a length. */
    public BinaryWriter writeAll(BinaryWriter other) {
        ensure(other.size);
        System.arraycopy(other.bytes, 0, bytes, size, other.size);
        size += other.size;
        return this;
    }

    /** Number of bytes written. */
    public int size() {
        return size;
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
