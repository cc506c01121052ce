package io.tillstream.streams.models;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.util.Arrays;

/** Carries a forest's raw score over to a probability; never falls when the score rises. */
public sealed interface Calibration {

    /** The probability that belongs to a raw score. */
    double apply(double raw);

    /** Raw scores are probabilities as they are. */
    static Calibration none() {
        return new Line(new double[] {0, 1}, new double[] {0, 1});
    }

    /**
     * The logistic curve of Platt (1999): 1 / (1 + exp(−(slope · raw + offset))).
     *
     * @param slope not negative
     * @param offset at a raw score of 0
     */
    record Curve(double slope, double offset) implements Calibration {

        /** Checks the parameters. */
        public Curve {
            if (!(slope >= 0) || Double.isInfinite(slope) || !Double.isFinite(offset)) {
                throw new IllegalArgumentException("a calibration curve needs a slope of 0 or more: " + slope);
            }
        }

        @Override
        public double apply(double raw) {
            return 1 / (1 + Math.exp(-(slope * raw + offset)));
        }
    }

    /** A line through knots, level before the first and after the last. */
    final class Line implements Calibration {

        private final double[] raws;
        private final double[] probabilities;

        /**
         * @param raws rising raw scores, one at least
         * @param probabilities those of the raw scores, never falling, 0 to 1
         */
        public Line(double[] raws, double[] probabilities) {
            this.raws = raws.clone();
            this.probabilities = probabilities.clone();
            if (raws.length == 0 || raws.length != probabilities.length) {
                throw new IllegalArgumentException("a calibration line needs knots");
            }
            for (int i = 0; i < raws.length; i++) {
                boolean rises = i == 0 || raws[i] > raws[i - 1] && probabilities[i] >= probabilities[i - 1];
                if (!Double.isFinite(raws[i]) || !(probabilities[i] >= 0 && probabilities[i] <= 1) || !rises) {
                    throw new IllegalArgumentException("calibration knot " + i + " is out of order");
                }
            }
        }

        @Override
        public double apply(double raw) {
            int last = raws.length - 1;
            if (!(raw > raws[0])) {
                return probabilities[0];
            }
            if (raw >= raws[last]) {
                return probabilities[last];
            }
            int found = Arrays.binarySearch(raws, raw);
            if (found >= 0) {
                return probabilities[found];
            }
            int above = -found - 1;
            double share = (raw - raws[above - 1]) / (raws[above] - raws[above - 1]);
            return probabilities[above - 1] + share * (probabilities[above] - probabilities[above - 1]);
        }

        private void write(BinaryWriter out) {
            out.writeUnsigned(raws.length);
            for (int i = 0; i < raws.length; i++) {
                out.writeFixed(Double.doubleToLongBits(raws[i]));
                out.writeFixed(Double.doubleToLongBits(probabilities[i]));
            }
        }
    }

    /** Writes it behind what the writer holds. */
    static void write(Calibration calibration, BinaryWriter out) {
        switch (calibration) {
            case Line line -> {
                out.writeByte(1);
                line.write(out);
            }
            case Curve curve -> {
                out.writeByte(2);
                out.writeFixed(Double.doubleToLongBits(curve.slope));
                out.writeFixed(Double.doubleToLongBits(curve.offset));
            }
        }
    }

    /** Reads what {@link #write} wrote. */
    static Calibration read(BinaryReader in) {
        int kind = in.readByte();
        if (kind == 2) {
            return new Curve(ModelBytes.readDouble(in), ModelBytes.readDouble(in));
        }
        if (kind != 1) {
            throw new IllegalArgumentException("unknown calibration " + kind);
        }
        int knots = ModelBytes.readCount(in, ModelBytes.MAX_KNOTS, "calibration knots");
        double[] raws = new double[knots];
        double[] probabilities = new double[knots];
        for (int i = 0; i < knots; i++) {
            raws[i] = ModelBytes.readDouble(in);
            probabilities[i] = ModelBytes.readDouble(in);
        }
        return new Line(raws, probabilities);
    }
}
