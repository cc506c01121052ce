package io.tillstream.query.matching;

import io.tillstream.query.table.Amounts;
import java.util.List;
import org.hipparchus.special.Erf;
import org.jspecify.annotations.Nullable;

/**
 * How much likelier a group does something than others who are alike: exact matching in strata. The difference is the mean of the differences of the strata,
 * each weighted by how many of the group are in it, which estimates the effect on the group where what makes people join it is among what they are alike in
 * (G. Imbens, D. Rubin: Causal Inference, 2015, chapters 9 and 12). Strata with fewer than two on a side are left out.
 *
 * @param available whether there are enough
 * @param reason in words, when there are not
 * @param group of the group, whose outcome is known
 * @param groupMatched of these, in a stratum with others
 * @param others all others, whose outcome is known
 * @param othersMatched of these, in a stratum with some of the group
 * @param strata strata with both
 * @param rate share of the matched group; null unless available
 * @param othersRate share of the others, weighted as the group is
 * @param difference rate − others_rate
 * @param low lower end of its interval of 95 %
 * @param high upper end
 * @param pValue of the test of Cochran, Mantel and Haenszel with correction for continuity: how likely so much is when nothing differs in any stratum
 * @param plainDifference without matching, which also holds what the group differs in otherwise; null when a side is empty
 */
public record MatchedEffect(
        boolean available,
        @Nullable String reason,
        long group,
        long groupMatched,
        long others,
        long othersMatched,
        long strata,
        @Nullable Double rate,
        @Nullable Double othersRate,
        @Nullable Double difference,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable Double pValue,
        @Nullable Double plainDifference) {

    /** The fewest on each side of which something is said. */
    public static final int LEAST = 30;

    /** 97.5 % quantile of the standard normal distribution. */
    private static final double Z = 1.959963984540054;

    private static final double CONTINUITY = 0.5;

    /** What the strata say together. */
    public static MatchedEffect of(List<Stratum> all) {
        long group = all.stream().mapToLong(Stratum::group).sum();
        long others = all.stream().mapToLong(Stratum::others).sum();
        Double plain = difference(
                Amounts.ratio(all.stream().mapToLong(Stratum::groupYes).sum(), group),
                Amounts.ratio(all.stream().mapToLong(Stratum::othersYes).sum(), others));
        List<Stratum> matched = all.stream().filter(Stratum::isMatched).toList();
        long groupMatched = matched.stream().mapToLong(Stratum::group).sum();
        long othersMatched = matched.stream().mapToLong(Stratum::others).sum();
        if (groupMatched < LEAST || othersMatched < LEAST) {
            String reason = "Only %d and %d customers are alike; %d on each side are needed."
                    .formatted(groupMatched, othersMatched, LEAST);
            return new MatchedEffect(
                    false,
                    reason,
                    group,
                    groupMatched,
                    others,
                    othersMatched,
                    matched.size(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    plain);
        }
        double rate = 0;
        double othersRate = 0;
        double variance = 0;
        for (Stratum stratum : matched) {
            double weight = (double) stratum.group() / groupMatched;
            rate += weight * stratum.groupRate();
            othersRate += weight * stratum.othersRate();
            variance += weight * weight * stratum.variance();
        }
        double difference = rate - othersRate;
        double half = Z * Math.sqrt(variance);
        return new MatchedEffect(
                true,
                null,
                group,
                groupMatched,
                others,
                othersMatched,
                matched.size(),
                rate,
                othersRate,
                difference,
                Math.max(-1, difference - half),
                Math.min(1, difference + half),
                pValue(matched),
                plain);
    }

    private static @Nullable Double difference(@Nullable Double first, @Nullable Double second) {
        return first == null || second == null ? null : Double.valueOf(first - second);
    }

    private static double pValue(List<Stratum> strata) {
        return Erf.erfc(Math.sqrt(chiSquare(strata) / 2));
    }

    /** Cochran (Biometrics 10, 1954), Mantel and Haenszel (Journal of the National Cancer Institute 22, 1959); one degree of freedom. */
    static double chiSquare(List<Stratum> strata) {
        double beyond = 0;
        double variance = 0;
        for (Stratum stratum : strata) {
            double all = stratum.group() + stratum.others();
            double yes = stratum.groupYes() + stratum.othersYes();
            beyond += stratum.groupYes() - stratum.group() * yes / all;
            variance += stratum.group() * (double) stratum.others() * yes * (all - yes) / (all * all * (all - 1));
        }
        double corrected = Math.max(0, Math.abs(beyond) - CONTINUITY);
        return variance == 0 ? 0 : corrected * corrected / variance;
    }
}
