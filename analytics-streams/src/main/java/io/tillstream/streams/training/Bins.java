package io.tillstream.streams.training;

import java.util.Arrays;

/** Quantile bins of each feature: a tree needs to try few splits only, and drift is measured in them. Bin b holds what is above edge b − 1 up to edge b. */
final class Bins {

    private final double[][] edges;

    private Bins(double[][] edges) {
        this.edges = edges;
    }

    /** At most so many bins for each feature, of about equal numbers of rows; fewer where values repeat. */
    static Bins of(Rows rows, int most) {
        int features = rows.size() == 0 ? 0 : rows.x()[0].length;
        double[][] edges = new double[features][];
        for (int f = 0; f < features; f++) {
            edges[f] = edges(rows.column(f), most);
        }
        return new Bins(edges);
    }

    /** Ascending edges, one fewer than bins; the greatest value is above the last edge. */
    static double[] edges(double[] values, int most) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double[] edges = new double[most - 1];
        int count = 0;
        for (int i = 1; i < most; i++) {
            double edge = sorted[(int) Math.min(sorted.length - 1L, (long) i * sorted.length / most)];
            boolean isNew = count == 0 || edge > edges[count - 1];
            if (isNew && edge < sorted[sorted.length - 1]) {
                edges[count++] = edge;
            }
        }
        return Arrays.copyOf(edges, count);
    }

    /** The bin of a value. */
    static int bin(double[] edges, double value) {
        int bin = 0;
        while (bin < edges.length && value > edges[bin]) {
            bin++;
        }
        return bin;
    }

    /** Share of the values in each bin. */
    static double[] shares(double[] edges, double[] values) {
        double[] shares = new double[edges.length + 1];
        for (double value : values) {
            shares[bin(edges, value)] += 1.0 / values.length;
        }
        return shares;
    }

    /** The edges of one feature. */
    double[] edges(int feature) {
        return edges[feature];
    }

    /** The bin of each feature's value. */
    double[] binned(double[] x) {
        double[] bins = new double[x.length];
        for (int f = 0; f < x.length; f++) {
            bins[f] = bin(edges[f], x[f]);
        }
        return bins;
    }
}
