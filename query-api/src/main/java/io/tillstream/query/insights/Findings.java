package io.tillstream.query.insights;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Chooses from all tests those to be told. */
final class Findings {

    /** Expected share of findings that are none. */
    static final double LEVEL = 0.05;

    private static final int MOST_OF_A_KIND = 3;

    private Findings() {}

    /**
     * What came of tests.
     *
     * @param tests how many were made
     * @param findings those to be told
     */
    record Tested(int tests, List<Insight> findings) {}

    /** The significant ones, the surest first, at most three of a kind. */
    static List<Insight> of(List<Candidate> tests) {
        double[] adjusted = FalseDiscoveries.adjusted(
                tests.stream().mapToDouble(Candidate::p).toArray());
        Map<String, Integer> told = new HashMap<>();
        return IntStream.range(0, tests.size())
                .filter(i -> adjusted[i] <= LEVEL && tests.get(i).shown())
                .mapToObj(i -> insight(tests.get(i), adjusted[i]))
                .sorted(Comparator.comparingDouble(Insight::adjusted)
                        .thenComparingDouble(Insight::probability)
                        .thenComparing(Insight::subject))
                .filter(insight -> told.merge(insight.kind(), 1, Integer::sum) <= MOST_OF_A_KIND)
                .toList();
    }

    private static Insight insight(Candidate test, double adjusted) {
        return new Insight(
                test.kind(),
                test.subject(),
                test.sentence(),
                test.advice(),
                test.figures(),
                test.test(),
                test.p(),
                adjusted);
    }
}
