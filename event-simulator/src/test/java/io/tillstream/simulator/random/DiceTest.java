package io.tillstream.simulator.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class DiceTest {

    private static final int DRAWS = 400_000;

    @Test
    void shouldGiveThePublishedSequenceOfSplitMix64() {
        // reference values for the seed 1234567: rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64
        Dice dice = new Dice(1234567);
        assertThat(new String[] {
                    Long.toUnsignedString(dice.nextLong()),
                    Long.toUnsignedString(dice.nextLong()),
                    Long.toUnsignedString(dice.nextLong()),
                    Long.toUnsignedString(dice.nextLong()),
                    Long.toUnsignedString(dice.nextLong())
                })
                .containsExactly(
                        "6457827717110365317",
                        "3203168211198807973",
                        "9817491932198370423",
                        "4593380528125082431",
                        "16408922859458223821");
    }

    @Test
    void shouldDrawGammaWithItsMeanAndVariance() {
        for (double shape : new double[] {0.4, 1.2, 5}) {
            Dice dice = Dice.of(7, (long) (shape * 10));
            Moments moments = Moments.of(() -> dice.gamma(shape, 0.5));
            // mean kθ and variance kθ², within five standard errors
            double variance = shape * 0.25;
            double kurtosis = 3 + 6 / shape;
            assertThat(moments.mean()).isCloseTo(shape * 0.5, within(5 * Math.sqrt(variance / DRAWS)));
            assertThat(moments.variance())
                    .isCloseTo(variance, within(5 * variance * Math.sqrt((kurtosis - 1) / DRAWS)));
        }
    }

    @Test
    void shouldDrawBetaWithItsMeanAndVariance() {
        Dice dice = Dice.of(7, 1);
        Moments moments = Moments.of(() -> dice.beta(6, 66));
        assertThat(moments.mean()).isCloseTo(6.0 / 72, within(0.0005));
        // ab / ((a + b)² (a + b + 1))
        assertThat(moments.variance()).isCloseTo(6 * 66 / (72.0 * 72 * 73), within(0.00002));
    }

    @Test
    void shouldDrawGeometricWithItsMean() {
        Dice dice = Dice.of(7, 2);
        Moments moments = Moments.of(() -> dice.geometric(1.6));
        assertThat(moments.mean()).isCloseTo(1.6, within(0.02));
        // mean + mean²
        assertThat(moments.variance()).isCloseTo(1.6 + 1.6 * 1.6, within(0.08));
        assertThat(dice.geometric(0)).isZero();
    }

    @Test
    void shouldDrawLogNormalAroundItsMedian() {
        Dice dice = Dice.of(7, 3);
        int below = 0;
        for (int i = 0; i < DRAWS; i++) {
            below += dice.logNormal(25, 0.7) < 25 ? 1 : 0;
        }
        assertThat(below / (double) DRAWS).isCloseTo(0.5, within(0.005));
    }

    @Test
    void shouldDrawByWeight() {
        Dice dice = Dice.of(7, 4);
        double[] cumulative = Dice.cumulate(1, 0, 3);
        int[] drawn = new int[3];
        for (int i = 0; i < DRAWS; i++) {
            drawn[dice.weighted(cumulative)]++;
        }
        assertThat(drawn[1]).isZero();
        assertThat(drawn[2] / (double) DRAWS).isCloseTo(0.75, within(0.005));
    }

    @Test
    void shouldReachBothEndsOfARange() {
        Dice dice = Dice.of(7, 5);
        Set<Long> drawn = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            drawn.add(dice.between(3, 5));
        }
        assertThat(drawn).containsExactlyInAnyOrder(3L, 4L, 5L);
    }

    @Test
    void shouldGiveEveryEventAnIdOfItsOwn() {
        Ids ids = new Ids(42, 1_700_000_000_000L);
        Set<String> seen = new HashSet<>();
        for (int source = -1; source < 500; source++) {
            for (int sequence = 0; sequence < 400; sequence++) {
                seen.add(ids.event(source, sequence));
            }
        }
        assertThat(seen).hasSize(501 * 400);
        UUID id = UUID.fromString(ids.event(3, 4));
        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(ids.event(3, 4)).isEqualTo(id.toString());
        assertThat(new Ids(42, 1_700_000_000_001L).event(3, 4)).isNotEqualTo(id.toString());
        assertThat(ids.tag()).hasSize(6).isNotEqualTo(new Ids(43, 1_700_000_000_000L).tag());
    }

    private record Moments(double mean, double variance) {
        static Moments of(DoubleSupplier draw) {
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < DRAWS; i++) {
                double value = draw.getAsDouble();
                sum += value;
                squares += value * value;
            }
            double mean = sum / DRAWS;
            return new Moments(mean, squares / DRAWS - mean * mean);
        }
    }
}
