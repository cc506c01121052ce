package io.tillstream.query.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MatchedEffectTest {

    /** Applicants to six departments of Berkeley, 1973 (P. Bickel, E. Hammel, J. O'Connell, Science 187): men, admitted, women, admitted. */
    private static final List<Stratum> ADMISSIONS = List.of(
            new Stratum(825, 512, 108, 89),
            new Stratum(560, 353, 25, 17),
            new Stratum(325, 120, 593, 202),
            new Stratum(417, 138, 375, 131),
            new Stratum(191, 53, 393, 94),
            new Stratum(373, 22, 341, 24));

    @Test
    void shouldTestAsTheReferenceDoes() {
        // R's mantelhaen.test(UCBAdmissions): X-squared = 1.4269, p-value = 0.2323
        assertThat(MatchedEffect.chiSquare(ADMISSIONS)).isCloseTo(1.4269, within(5e-5));
        MatchedEffect effect = MatchedEffect.of(ADMISSIONS);
        assertThat(number(effect.pValue())).isCloseTo(0.2323, within(5e-5));
        // without departments men are preferred by 14 points; within them they are not
        assertThat(number(effect.plainDifference())).isCloseTo(0.1416, within(5e-5));
        assertThat(number(effect.difference())).isCloseTo(-0.07097, within(5e-6));
    }

    @Test
    void shouldWeighStrataByTheGroup() {
        MatchedEffect effect = MatchedEffect.of(List.of(
                new Stratum(40, 20, 20, 5),
                new Stratum(60, 30, 40, 20),
                new Stratum(9, 9, 1, 0),
                new Stratum(0, 0, 7, 7)));

        assertThat(effect.available()).isTrue();
        assertThat(effect.group()).isEqualTo(109);
        assertThat(effect.groupMatched()).isEqualTo(100);
        assertThat(effect.others()).isEqualTo(68);
        assertThat(effect.othersMatched()).isEqualTo(60);
        assertThat(effect.strata()).isEqualTo(2);
        assertThat(number(effect.rate())).isCloseTo(0.5, within(1e-12));
        // 0.4 × 5/20 + 0.6 × 20/40
        assertThat(number(effect.othersRate())).isCloseTo(0.4, within(1e-12));
        assertThat(number(effect.difference())).isCloseTo(0.1, within(1e-12));
        // 0.4² (0.5 × 0.5 / 39 + 0.25 × 0.75 / 19) + 0.6² (0.25 / 59 + 0.25 / 39) is 0.006438
        assertThat(number(effect.low())).isCloseTo(0.1 - 1.96 * Math.sqrt(0.006438), within(1e-5));
        assertThat(number(effect.high())).isCloseTo(0.1 + 1.96 * Math.sqrt(0.006438), within(1e-5));
    }

    @Test
    void shouldSayNothingOfFew() {
        MatchedEffect few = MatchedEffect.of(List.of(new Stratum(29, 9, 500, 100), new Stratum(50, 9, 0, 0)));
        assertThat(few.available()).isFalse();
        assertThat(few.reason()).isEqualTo("Only 29 and 500 customers are alike; 30 on each side are needed.");
        assertThat(few.difference()).isNull();
        assertThat(few.pValue()).isNull();
        assertThat(number(few.plainDifference())).isCloseTo(18.0 / 79 - 0.2, within(1e-12));
        assertThat(MatchedEffect.of(List.of()).plainDifference()).isNull();
        assertThat(number(MatchedEffect.of(List.of(new Stratum(40, 40, 40, 40))).pValue()))
                .isEqualTo(1);
    }

    /**
     * Shops where who spends much joins more often and comes back more often: membership itself adds nothing, or ten points. The plain difference is far off each
     * time, the matched one is right on average, and its interval holds the truth nearly as often as it says.
     */
    @Test
    void shouldBeRightWhereThePlainDifferenceIsNot() {
        Random random = new Random(5);
        for (double truth : new double[] {0, 0.1}) {
            int shops = 400;
            int held = 0;
            double sum = 0;
            double plain = 0;
            for (int shop = 0; shop < shops; shop++) {
                MatchedEffect effect = MatchedEffect.of(shop(random, truth));
                plain += number(effect.plainDifference());
                sum += number(effect.difference());
                held += number(effect.low()) <= truth && truth <= number(effect.high()) ? 1 : 0;
            }
            assertThat(plain / shops - truth).isBetween(0.14, 0.18);
            assertThat(sum / shops).isCloseTo(truth, within(0.01));
            assertThat((double) held / shops).isBetween(0.89, 0.98);
        }
    }

    /** Twenty strata from low to high spend, 2,000 customers. */
    private static List<Stratum> shop(Random random, double truth) {
        int strata = 20;
        long[][] counts = new long[strata][4];
        for (int i = 0; i < 2_000; i++) {
            int spend = random.nextInt(strata);
            boolean member = random.nextInt(strata) < 2 + spend * 0.8;
            double chance = 0.1 + 0.6 * spend / strata + (member ? truth : 0);
            int side = member ? 0 : 2;
            counts[spend][side]++;
            counts[spend][side + 1] += random.nextDouble() < chance ? 1 : 0;
        }
        List<Stratum> list = new ArrayList<>();
        for (long[] count : counts) {
            list.add(new Stratum(count[0], count[1], count[2], count[3]));
        }
        return list;
    }

    private static double number(@Nullable Double value) {
        return Objects.requireNonNull(value);
    }
}
