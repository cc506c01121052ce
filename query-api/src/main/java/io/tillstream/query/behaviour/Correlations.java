package io.tillstream.query.behaviour;

import io.tillstream.query.chart.Chart;
import io.tillstream.query.chart.Charted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which figures of buyers go together. What goes together need not cause one another.
 *
 * @param customers buyers that were looked at: all, or the sample of those with the smallest hashes of their ids
 * @param sampled whether there are more of them
 * @param features figures, in the order of the pairs
 * @param pairs each two of them once
 */
public record Correlations(int customers, boolean sampled, List<String> features, List<Pair> pairs) {

    /**
     * Two figures.
     *
     * @param a the first
     * @param b the second
     * @param customers buyers of whom both are known
     * @param pearson how well a straight line fits
     * @param spearman how well any rising or falling line fits
     */
    public record Pair(String a, String b, int customers, Coefficient pearson, Coefficient spearman) {}

    /**
     * Two figures as a row of a table, each two once in either order, so that the rows are a whole matrix.
     *
     * @param customers buyers of whom both are known
     * @param pearson how well a straight line fits; null when nothing varies
     * @param spearman how well any rising or falling line fits
     */
    @Charted(kind = Chart.Kind.MATRIX, title = "Which figures go together", x = "a", y = "b", z = "pearson")
    public record Line(
            String a,
            String b,
            int customers,
            @Nullable Double pearson,
            @Nullable Double spearman) {}

    /** The matrix without its diagonal. */
    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (Pair pair : pairs) {
            Double pearson = pair.pearson().value();
            Double spearman = pair.spearman().value();
            lines.add(new Line(pair.a(), pair.b(), pair.customers(), pearson, spearman));
            lines.add(new Line(pair.b(), pair.a(), pair.customers(), pearson, spearman));
        }
        return lines;
    }

    /** Of a sample of buyers; each array has a figure per feature, null where it is not known. */
    static Correlations of(List<String> features, List<@Nullable Double[]> buyers, boolean sampled) {
        List<Pair> pairs = new ArrayList<>();
        for (int a = 0; a < features.size(); a++) {
            for (int b = a + 1; b < features.size(); b++) {
                pairs.add(pair(features, buyers, a, b));
            }
        }
        return new Correlations(buyers.size(), sampled, features, pairs);
    }

    private static Pair pair(List<String> features, List<@Nullable Double[]> buyers, int a, int b) {
        double[] x = new double[buyers.size()];
        double[] y = new double[buyers.size()];
        int known = 0;
        for (@Nullable Double[] buyer : buyers) {
            Double first = buyer[a];
            Double second = buyer[b];
            if (first != null && second != null) {
                x[known] = first;
                y[known++] = second;
            }
        }
        double[] left = java.util.Arrays.copyOf(x, known);
        double[] right = java.util.Arrays.copyOf(y, known);
        return new Pair(
                features.get(a),
                features.get(b),
                known,
                Coefficient.pearson(left, right),
                Coefficient.spearman(left, right));
    }
}
