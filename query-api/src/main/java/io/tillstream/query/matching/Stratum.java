package io.tillstream.query.matching;

/**
 * Customers who are alike but for the one thing that is asked about.
 *
 * @param group those with it
 * @param groupYes of these, who did what is counted
 * @param others those without it
 * @param othersYes of these, who did
 */
public record Stratum(long group, long groupYes, long others, long othersYes) {

    /** Whether both sides have so many that their spread can be told. */
    boolean isMatched() {
        return group >= 2 && others >= 2;
    }

    double groupRate() {
        return (double) groupYes / group;
    }

    double othersRate() {
        return (double) othersYes / others;
    }

    /** Variance of the difference of the two rates, estimated without bias (Neyman; Imbens and Rubin 2015, section 9.5). */
    double variance() {
        return groupRate() * (1 - groupRate()) / (group - 1) + othersRate() * (1 - othersRate()) / (others - 1);
    }
}
