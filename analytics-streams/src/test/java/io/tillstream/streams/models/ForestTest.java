package io.tillstream.streams.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tillstream.streams.models.Forest.Leaf;
import io.tillstream.streams.models.Forest.Node;
import io.tillstream.streams.models.Forest.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForestTest {

    private static final List<String> FEATURES = List.of("recency", "orders", "variety");

    /** Root 0.5; recency > 30: 0.75, there orders > 2: 0.25 else 0.875; recency ≤ 30: 0.125. */
    private static final Node FIRST =
            new Split(0.5, 0, 30, new Leaf(0.125), new Split(0.75, 1, 2, new Leaf(0.875), new Leaf(0.25)));

    /** Root 0.5; orders > 5: 0.25 else 0.625. */
    private static final Node SECOND = new Split(0.5, 1, 5, new Leaf(0.625), new Leaf(0.25));

    private static final Forest FOREST = Forest.of(FEATURES, List.of(FIRST, SECOND), Calibration.none());

    @Test
    void shouldScoreTheMeanOfTheLeavesReached() {
        assertThat(FOREST.score(new double[] {31, 1, 0})).isEqualTo((0.875 + 0.625) / 2);
        assertThat(FOREST.score(new double[] {31, 3, 0})).isEqualTo((0.25 + 0.625) / 2);
        assertThat(FOREST.score(new double[] {30, 6, 0})).isEqualTo((0.125 + 0.25) / 2);
    }

    @Test
    void shouldCreditEachSplitToItsFeature() {
        Explanation explanation = FOREST.explain(new double[] {31, 1, 0});
        assertThat(explanation.baseRate()).isEqualTo(0.5);
        assertThat(explanation.probability()).isEqualTo(0.75);
        // recency 0.75 − 0.5; orders 0.875 − 0.75 and 0.625 − 0.5; each over two trees
        assertThat(explanation.contributions()).containsExactly(new double[] {0.125, 0.125, 0}, within(1e-12));
    }

    @Test
    void shouldCarryContributionsThroughTheCalibrationGreatestFirst() {
        Calibration steep = new Calibration.Line(new double[] {0, 0.5, 1}, new double[] {0, 0.2, 1});
        Explanation explanation = FOREST.calibrated(steep).explain(new double[] {31, 3, 0});
        // raw 0.4375 = 0.5 + recency 0.125 + orders (0.25 − 0.75 + 0.625 − 0.5) / 2 = −0.1875
        // orders first: g(0.3125) = 0.125, from g(0.5) = 0.2; then recency: g(0.4375) = 0.175
        assertThat(explanation.baseRate()).isEqualTo(0.2, within(1e-12));
        assertThat(explanation.contributions()[1]).isEqualTo(-0.075, within(1e-12));
        assertThat(explanation.contributions()[0]).isEqualTo(0.05, within(1e-12));
        assertThat(explanation.probability()).isEqualTo(0.175, within(1e-12));
    }

    @Test
    void shouldAddUpToTheProbabilityForAnyForest() {
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            Forest forest = randomForest(random);
            double[] x = random.doubles(FEATURES.size(), -1, 11).toArray();
            Explanation explanation = forest.explain(x);
            assertThat(explanation.probability()).isEqualTo(forest.score(x));
            assertThat(explanation.baseRate()
                            + Arrays.stream(explanation.contributions()).sum())
                    .isEqualTo(explanation.probability(), within(1e-12));
        }
    }

    @Test
    void shouldBeTheSameFromItsBytes() throws UnusableModelException {
        Random random = new Random(8);
        for (int i = 0; i < 50; i++) {
            Forest forest = randomForest(random);
            Forest read = Forest.of(forest.toBytes(), FEATURES);
            assertThat(read.nodes()).isEqualTo(forest.nodes());
            for (int j = 0; j < 20; j++) {
                double[] x = random.doubles(FEATURES.size(), -1, 11).toArray();
                assertThat(read.score(x)).isEqualTo(forest.score(x));
            }
        }
    }

    @Test
    void shouldRefuseAModelOfOtherFeatures() {
        assertThatThrownBy(() -> Forest.of(FOREST.toBytes(), List.of("recency", "orders")))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("variety");
    }

    @Test
    void shouldRefuseAnyCutOrLengthenedBytesAndSurviveAnyChangedOne() {
        byte[] bytes = FOREST.toBytes();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Forest.of(cut, FEATURES)).isInstanceOf(UnusableModelException.class);
        }
        assertThatThrownBy(() -> Forest.of(Arrays.copyOf(bytes, bytes.length + 1), FEATURES))
                .isInstanceOf(UnusableModelException.class);
        for (int at = 0; at < bytes.length; at++) {
            for (int change : new int[] {1, 0x40, 0x80, 0xFF}) {
                byte[] changed = bytes.clone();
                changed[at] ^= (byte) change;
                try {
                    assertThat(Forest.of(changed, FEATURES).score(new double[] {31, 3, 0}))
                            .isBetween(0.0, 1.0);
                } catch (UnusableModelException e) {
                    assertThat(e).hasMessageContaining("forest");
                }
            }
        }
    }

    private static Forest randomForest(Random random) {
        List<Node> trees = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            trees.add(randomNode(random, 5));
        }
        return Forest.of(FEATURES, trees, new Calibration.Curve(random.nextDouble() * 8, random.nextGaussian()));
    }

    private static Node randomNode(Random random, int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return new Leaf(random.nextDouble());
        }
        return new Split(
                random.nextDouble(),
                random.nextInt(FEATURES.size()),
                random.nextInt(10),
                randomNode(random, depth - 1),
                randomNode(random, depth - 1));
    }
}
