package io.tillstream.query.insights;

import java.util.Arrays;

/**
 * Counts in the cells of a cycle, such as the 168 hours of a week, over several rounds of it. Counts of a shop vary more than Poisson's law says, because
 * customers act in bursts; how much more is measured between the rounds (Pearson's dispersion, McCullagh and Nelder: Generalized Linear Models, 1989,
 * section 4.5.2), and every test is made with so many times fewer counts.
 */
final class CyclicCounts {

    private final double[] weights;
    private final long[] cells;
    private final long total;
    private final double dispersion;
    private final int freedom;

    /**
     * @param rounds counts by round and cell
     * @param exposure how much of each cell's count is to be expected when there is no pattern; any unit
     */
    CyclicCounts(long[][] rounds, double[] exposure) {
        double all = Arrays.stream(exposure).sum();
        weights = Arrays.stream(exposure).map(part -> part / all).toArray();
        cells = new long[weights.length];
        for (long[] round : rounds) {
            for (int cell = 0; cell < cells.length; cell++) {
                cells[cell] += round[cell];
            }
        }
        total = Arrays.stream(cells).sum();
        freedom = (rounds.length - 1) * (cells.length - 1);
        dispersion = Math.max(1, pearson(rounds) / freedom);
    }

    private double pearson(long[][] rounds) {
        double sum = 0;
        for (long[] round : rounds) {
            double share = (double) Arrays.stream(round).sum() / total;
            for (int cell = 0; cell < cells.length; cell++) {
                double expected = share * cells[cell];
                if (expected > 0) {
                    sum += (round[cell] - expected) * (round[cell] - expected) / expected;
                }
            }
        }
        return sum;
    }

    long total() {
        return total;
    }

    long count(int cell) {
        return cells[cell];
    }

    /** How much more counts vary than Poisson's; at least 1. */
    double dispersion() {
        return dispersion;
    }

    /** The cell's count over that to be expected without a pattern. */
    double index(int cell) {
        return cells[cell] / (total * weights[cell]);
    }

    /** The cell with the greatest index. */
    int peak() {
        return peakWithout(-1);
    }

    /** The cell with the greatest index but for the peak. */
    int second() {
        return peakWithout(peak());
    }

    private int peakWithout(int left) {
        int best = left == 0 ? 1 : 0;
        for (int cell = 0; cell < cells.length; cell++) {
            if (cell != left && index(cell) > index(best)) {
                best = cell;
            }
        }
        return best;
    }

    /** χ² of all cells against no pattern, over the dispersion: F. */
    double patternP() {
        double sum = 0;
        for (int cell = 0; cell < cells.length; cell++) {
            double expected = total * weights[cell];
            sum += (cells[cell] - expected) * (cells[cell] - expected) / expected;
        }
        return Significance.fAbove(sum / (cells.length - 1) / dispersion, cells.length - 1, freedom);
    }

    /** Binomial test of the greatest of all cells. */
    double peakP() {
        int peak = peak();
        int counts = (int) Math.min(Integer.MAX_VALUE, Math.round(total / dispersion));
        int ofPeak = (int) Math.min(counts, Math.floor(cells[peak] / dispersion));
        return Significance.ofSeveral(Significance.binomialAtLeast(counts, ofPeak, weights[peak]), cells.length);
    }

    /** Whether the second cell may as well be the greatest. */
    boolean isSecondAsGreat() {
        int first = peak();
        int second = second();
        double share = weights[first] / (weights[first] + weights[second]);
        int counts = (int) Math.round((cells[first] + cells[second]) / dispersion);
        int ofFirst = (int) Math.floor(cells[first] / dispersion);
        return Significance.binomialAtLeast(counts, Math.min(ofFirst, counts), share) > 0.05;
    }
}
