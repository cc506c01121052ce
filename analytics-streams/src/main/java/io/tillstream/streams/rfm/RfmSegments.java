package io.tillstream.streams.rfm;

import java.util.List;
import java.util.function.Predicate;

/** The RFM segments: an ordered list of rules that partitions all 125 cells. The first rule that matches wins, the last matches always. */
public final class RfmSegments {

    private static final List<Rule> RULES = List.of(
            new Rule("Champions", s -> s.r >= 4 && s.f >= 4 && s.m >= 4),
            new Rule("Loyal", s -> s.r >= 3 && s.f >= 3 && s.m >= 3),
            new Rule("New Customers", s -> s.r >= 4 && s.f <= 2 && s.m <= 2),
            new Rule("Potential Loyalists", s -> s.r >= 3 && s.f <= 3 && s.m <= 3),
            new Rule("At Risk", s -> s.r <= 2 && s.f >= 3 && s.m >= 3),
            new Rule("Lost", s -> s.r <= 2 && s.f <= 2 && s.m <= 2),
            new Rule("Need Attention", s -> s.r >= 3),
            new Rule("Hibernating", s -> true));

    private static final String[] BY_LABEL = byLabel();

    private record Scores(int r, int f, int m) {}

    private record Rule(String segment, Predicate<Scores> matches) {}

    private RfmSegments() {}

    /** The segment of a label such as 412. */
    public static String of(int label) {
        return BY_LABEL[label];
    }

    private static String[] byLabel() {
        String[] segments = new String[556];
        for (int r = 1; r <= 5; r++) {
            for (int f = 1; f <= 5; f++) {
                for (int m = 1; m <= 5; m++) {
                    Scores scores = new Scores(r, f, m);
                    segments[r * 100 + f * 10 + m] = RULES.stream()
                            .filter(rule -> rule.matches.test(scores))
                            .findFirst()
                            .orElseThrow()
                            .segment;
                }
            }
        }
        return segments;
    }
}
