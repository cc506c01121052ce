package io.tillstream.query.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tillstream.contracts.output.ChannelStep;
import io.tillstream.query.journeys.RemovalEffects.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemovalEffectsTest {

    private static final double EXACT = 1e-12;

    /** The example of S. Bryl, analyzecore.com/2016/08/03/attribution-model-r-part-1: one path in three converts, and without C1 half of that is lost. */
    @Test
    void shouldGiveTheEffectsOfAPublishedExample() {
        RemovalEffects removal = RemovalEffects.of(steps("C1 > C2 > C3 = 1", "C1 = 0", "C2 > C3 = 0"));
        assertThat(removal.conversionProbability()).isCloseTo(1.0 / 3, within(EXACT));
        assertThat(removal.effects().get("C1")).isCloseTo(0.5, within(EXACT));
        assertThat(removal.effects().get("C2")).isCloseTo(1, within(EXACT));
        assertThat(removal.effects().get("C3")).isCloseTo(1, within(EXACT));
    }

    /** The example of S. Puzyrov, serhiipuzyrov.com/2019/07: transition shares 4/5, 1/5, 2/4, 1/4, 1/4 and 2/2; the effects follow from them by hand. */
    @Test
    void shouldGiveTheEffectsOfAnotherPublishedExample() {
        RemovalEffects removal = RemovalEffects.of(
                steps("google = 1", "google = 1", "mailing = 1", "google > mailing = 1", "google = 0"));
        assertThat(removal.conversionProbability()).isCloseTo(0.8, within(EXACT));
        assertThat(removal.effects().get("google")).isCloseTo(1 - 0.2 / 0.8, within(EXACT));
        assertThat(removal.effects().get("mailing")).isCloseTo(1 - 0.8 * 0.5 / 0.8, within(EXACT));
    }

    /**
     * The example in the documentation of pychattr, a port of the R package ChannelAttribution, which simulates: 1.991106 and 1.008894 of three orders. Exactly
     * it is 2 and 1: every path begins with A, and half the time it converts without going to B.
     */
    @Test
    void shouldGiveWhatASimulationComesNearTo() {
        RemovalEffects removal =
                RemovalEffects.of(steps("A > B > A > B > B > A = 1", "A > B > B > A > A = 1", "A > A = 1"));
        double a = removal.effects().getOrDefault("A", Double.NaN);
        double b = removal.effects().getOrDefault("B", Double.NaN);
        assertThat(3 * a / (a + b)).isCloseTo(2, within(EXACT)).isCloseTo(1.991106, within(0.01));
        assertThat(3 * b / (a + b)).isCloseTo(1, within(EXACT)).isCloseTo(1.008894, within(0.01));
    }

    /** By the definition: without the channel's row and column, paths to it being lost, solved by repeated steps. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldBeWhatIsLostWhenTheChannelIsTakenOut(long seed) {
        Random random = new Random(seed);
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            StringBuilder path = new StringBuilder("c" + random.nextInt(6));
            while (random.nextInt(3) > 0) {
                path.append(" > c").append(random.nextInt(6));
            }
            paths.add(path + " = " + random.nextInt(2));
        }
        List<Step> steps = steps(paths.toArray(String[]::new));
        RemovalEffects removal = RemovalEffects.of(steps);
        double all = byIteration(steps, "");
        assertThat(removal.conversionProbability()).isCloseTo(all, within(1e-9));
        removal.effects().forEach((channel, effect) -> assertThat(effect)
                .isCloseTo(1 - byIteration(steps, channel) / all, within(1e-9)));
    }

    @Test
    void shouldEndPathsThatTheDaysCutInTwo() {
        // a circle without a way out, and one that nobody comes to
        RemovalEffects removal = RemovalEffects.of(List.of(
                new Step(ChannelStep.START, "a", 3),
                new Step("a", "b", 2),
                new Step("b", "a", 2),
                new Step("x", "y", 1),
                new Step("y", "x", 1),
                new Step(ChannelStep.START, "c", 1),
                new Step("c", ChannelStep.CONVERSION, 1)));
        assertThat(removal.conversionProbability()).isCloseTo(0.25, within(EXACT));
        assertThat(removal.effects()).containsOnlyKeys("a", "b", "c").containsEntry("a", 0.0);
        assertThat(removal.effects().get("c")).isCloseTo(1, within(EXACT));
    }

    @Test
    void shouldKnowNothingWithoutOrders() {
        assertThat(RemovalEffects.of(List.of()).effects()).isEmpty();
        RemovalEffects lost = RemovalEffects.of(steps("a = 0", "a > b = 0"));
        assertThat(lost.conversionProbability()).isZero();
        assertThat(lost.effects()).isEmpty();
    }

    private static double byIteration(List<Step> steps, String removed) {
        Map<String, Long> out = new TreeMap<>();
        steps.forEach(step -> out.merge(step.from(), step.count(), Long::sum));
        Map<String, Double> here = new TreeMap<>(Map.of(ChannelStep.START, 1.0));
        double converted = 0;
        for (int round = 0; round < 3_000; round++) {
            Map<String, Double> next = new TreeMap<>();
            for (Step step : steps) {
                double share = here.getOrDefault(step.from(), 0.0) * step.count() / out.getOrDefault(step.from(), 0L);
                if (step.to().equals(ChannelStep.CONVERSION)) {
                    converted += share;
                } else if (!step.to().equals(ChannelStep.NULL) && !step.to().equals(removed)) {
                    next.merge(step.to(), share, Double::sum);
                }
            }
            here = next;
        }
        return converted;
    }

    /** Steps of paths as they are counted: to the same channel there is none. */
    static List<Step> steps(String... paths) {
        List<Step> steps = new ArrayList<>();
        for (String path : paths) {
            String[] parts = path.split(" = ");
            String before = ChannelStep.START;
            for (String channel : parts[0].split(" > ")) {
                if (!channel.equals(before)) {
                    steps.add(new Step(before, channel, 1));
                }
                before = channel;
            }
            steps.add(new Step(before, parts[1].equals("1") ? ChannelStep.CONVERSION : ChannelStep.NULL, 1));
        }
        return steps;
    }
}
