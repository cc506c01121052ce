package io.tillstream.streams.training;

import java.util.ArrayList;
import java.util.List;

/**
 * Snapshots to learn from or to be measured on.
 *
 * @param x a vector of features for each row
 * @param y whether the outcome came
 */
@SuppressWarnings("ArrayRecordComponent") // read in loops, never compared
public record Rows(double[][] x, boolean[] y) {

    /** Checks that each row has an outcome. */
    public Rows {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " vectors and " + y.length + " outcomes");
        }
    }

    /** Collects rows. */
    static final class Builder {

        private final List<double[]> vectors = new ArrayList<>();
        private final List<Boolean> outcomes = new ArrayList<>();

        void add(double[] vector, boolean outcome) {
            vectors.add(vector);
            outcomes.add(outcome);
        }

        Rows build() {
            boolean[] y = new boolean[outcomes.size()];
            for (int i = 0; i < y.length; i++) {
                y[i] = outcomes.get(i);
            }
            return new Rows(vectors.toArray(new double[0][]), y);
        }
    }

    /** Number of rows. */
    public int size() {
        return y.length;
    }

    /** Number of rows with the outcome. */
    public int positives() {
        int positives = 0;
        for (boolean each : y) {
            positives += each ? 1 : 0;
        }
        return positives;
    }

    /** Share of rows with the outcome; NaN without rows. */
    public double share() {
        return (double) positives() / size();
    }

    /** All values of one feature. */
    double[] column(int feature) {
        double[] column = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            column[i] = x[i][feature];
        }
        return column;
    }

    /** Every n-th row, so that at most so many are left. */
    Rows thinned(int most) {
        if (size() <= most) {
            return this;
        }
        Builder thinned = new Builder();
        for (int i = 0; i < most; i++) {
            int at = (int) ((long) i * size() / most);
            thinned.add(x[at], y[at]);
        }
        return thinned.build();
    }
}
