package io.tillstream.query.insights;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Bounds the share of findings that are none. */
final class FalseDiscoveries {

    private FalseDiscoveries() {}

    /**
     * Adjusted probabilities: taking all up to a level gives, in the long run, no greater share of false findings than the level (Benjamini and Hochberg,
     * Journal of the Royal Statistical Society B 57, 1995).
     */
    static double[] adjusted(double[] probabilities) {
        int tests = probabilities.length;
        List<Integer> descending = IntStream.range(0, tests)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> probabilities[i])
                        .reversed())
                .toList();
        double[] adjusted = new double[tests];
        double least = 1;
        for (int i = 0; i < tests; i++) {
            int test = descending.get(i);
            least = Math.min(least, probabilities[test] * tests / (tests - i));
            adjusted[test] = least;
        }
        return adjusted;
    }
}
