package io.tillstream.streams.training;

import java.util.HashMap;
import java.util.Map;

/** How good and how stable a clustering is. */
public final class ClusterQuality {

    private ClusterQuality() {}

    /** Mean silhouette (Rousseeuw 1987) by Euclidean distance, −1 to 1; a point alone in its cluster counts 0. */
    public static double silhouette(double[][] points, int[] clusters, int count) {
        int[] sizes = new int[count];
        for (int cluster : clusters) {
            sizes[cluster]++;
        }
        double sum = 0;
        for (int i = 0; i < points.length; i++) {
            if (sizes[clusters[i]] < 2) {
                continue;
            }
            double[] total = new double[count];
            for (int j = 0; j < points.length; j++) {
                total[clusters[j]] += distance(points[i], points[j]);
            }
            double within = total[clusters[i]] / (sizes[clusters[i]] - 1);
            double nearest = Double.POSITIVE_INFINITY;
            for (int other = 0; other < count; other++) {
                if (other != clusters[i] && sizes[other] > 0) {
                    nearest = Math.min(nearest, total[other] / sizes[other]);
                }
            }
            double greater = Math.max(within, nearest);
            sum += greater > 0 && !Double.isInfinite(nearest) ? (nearest - within) / greater : 0;
        }
        return sum / points.length;
    }

    /** Adjusted Rand index (Hubert and Arabie 1985): 1 for the same partition, about 0 for independent ones. */
    public static double adjustedRand(int[] first, int[] second) {
        Map<Long, Integer> cells = new HashMap<>();
        Map<Integer, Integer> rows = new HashMap<>();
        Map<Integer, Integer> columns = new HashMap<>();
        for (int i = 0; i < first.length; i++) {
            cells.merge((long) first[i] << 32 | second[i], 1, Integer::sum);
            rows.merge(first[i], 1, Integer::sum);
            columns.merge(second[i], 1, Integer::sum);
        }
        double together = pairs(cells);
        double inRows = pairs(rows);
        double inColumns = pairs(columns);
        double all = first.length * (first.length - 1.0) / 2;
        double expected = inRows * inColumns / all;
        double greatest = (inRows + inColumns) / 2;
        return greatest == expected ? 1 : (together - expected) / (greatest - expected);
    }

    private static double pairs(Map<?, Integer> counts) {
        return counts.values().stream()
                .mapToDouble(count -> count * (count - 1.0) / 2)
                .sum();
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }
}
