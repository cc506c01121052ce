package io.tillstream.streams.activity;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;

/**
 * Counters of one kind of event that forget by half-lives. The values are those at the time of the newest event counted; an event before it counts with what
 * is left of it by then. So any order gives the same, to rounding, and no number grows with time.
 */
final class Counters {

    private final int[] halfLives;
    private final double[] values;
    private long newestAt = Long.MIN_VALUE;

    /** @param halfLives in days, one of those of {@link Decay} for each value */
    Counters(int... halfLives) {
        this.halfLives = halfLives;
        values = new double[halfLives.length];
    }

    /** Counts weights that belong to the values, at a time in milliseconds. */
    void add(long at, double... weights) {
        if (newestAt == Long.MIN_VALUE) {
            newestAt = at;
        }
        if (at != newestAt) {
            Decay decay = Decay.after(Math.abs(at - newestAt));
            for (int i = 0; i < values.length; i++) {
                double left = left(decay, i);
                values[i] = at > newestAt ? values[i] * left + weights[i] : values[i] + weights[i] * left;
            }
            newestAt = Math.max(newestAt, at);
            return;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] += weights[i];
        }
    }

    /** A value at a time. */
    double at(int index, long asOf) {
        return newestAt == Long.MIN_VALUE ? 0 : values[index] * left(Decay.after(asOf - newestAt), index);
    }

    long newestAt() {
        return newestAt;
    }

    private double left(Decay decay, int index) {
        return switch (halfLives[index]) {
            case 7 -> decay.by7();
            case 28 -> decay.by28();
            case 91 -> decay.by91();
            default -> decay.by364();
        };
    }

    void write(BinaryWriter out) {
        out.writeByte(newestAt == Long.MIN_VALUE ? 0 : 1);
        if (newestAt != Long.MIN_VALUE) {
            out.writeSigned(newestAt);
            for (double value : values) {
                out.writeFixed(Double.doubleToLongBits(value));
            }
        }
    }

    void read(BinaryReader in) {
        if (in.readByte() == 1) {
            newestAt = in.readSigned();
            for (int i = 0; i < values.length; i++) {
                values[i] = Double.longBitsToDouble(in.readFixed());
            }
        }
    }
}
