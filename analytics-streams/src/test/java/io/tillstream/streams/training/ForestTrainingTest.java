package io.tillstream.streams.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tillstream.streams.models.Forest;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForestTrainingTest {

    private static final List<String> FEATURES = List.of("a", "b", "noise");

    @Test
    void shouldConvertTheLibrarysTreesAndFindWhatMatters() {
        Random random = new Random(5);
        Rows.Builder rows = new Rows.Builder();
        for (int i = 0; i < 3_000; i++) {
            double[] x = {random.nextDouble() * 100, random.nextGaussian(), random.nextDouble()};
            double truth = x[0] > 40 ? x[1] > 0 ? 0.9 : 0.5 : 0.1;
            rows.add(x, random.nextDouble() < truth);
        }
        ForestTraining training = new ForestTraining(FEATURES, new ForestTraining.Settings(12, 5, 20, 0.7, 1));
        Forest forest = training.train(rows.build());
        assertThat(forest.trees()).isEqualTo(12);
        for (int i = 0; i < 200; i++) {
            double[] x = {random.nextDouble() * 100, random.nextGaussian(), random.nextDouble()};
            assertThat(forest.raw(x)).isEqualTo(training.libraryScore(x), within(1e-6));
        }
        assertThat(forest.raw(new double[] {80, 1, 0.5})).isEqualTo(0.9, within(0.06));
        assertThat(forest.raw(new double[] {80, -1, 0.5})).isEqualTo(0.5, within(0.08));
        assertThat(forest.raw(new double[] {10, 1, 0.5})).isEqualTo(0.1, within(0.06));
        assertThat(training.importances()[0]).isGreaterThan(training.importances()[1]);
        assertThat(training.importances()[2]).isLessThan(0.1);
    }
}
