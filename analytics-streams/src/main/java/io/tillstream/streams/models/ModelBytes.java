package io.tillstream.streams.models;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.List;

/** What the binary forms of models share. Counts are checked before anything is allocated for them. */
final class ModelBytes {

    static final int MAX_FEATURES = 200;
    static final int MAX_KNOTS = 10_000;

    private ModelBytes() {}

    static void writeNames(List<String> names, BinaryWriter out) {
        out.writeUnsigned(names.size());
        names.forEach(out::writeText);
    }

    static List<String> readNames(BinaryReader in) {
        int count = readCount(in, MAX_FEATURES, "features");
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add(in.readRequiredText());
        }
        return names;
    }

    /** A count of 1 to {@code most}. */
    static int readCount(BinaryReader in, int most, String what) {
        long count = in.readUnsigned();
        if (count < 1 || count > most) {
            throw new IllegalArgumentException(count + " " + what + "; 1 to " + most + " can be");
        }
        return (int) count;
    }

    static double readDouble(BinaryReader in) {
        return Double.longBitsToDouble(in.readFixed());
    }

    static void writeDouble(double value, BinaryWriter out) {
        out.writeFixed(Double.doubleToLongBits(value));
    }

    static double finite(double value, String what) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " is " + value);
        }
        return value;
    }
}
