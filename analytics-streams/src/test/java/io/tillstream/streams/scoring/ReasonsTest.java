package io.tillstream.streams.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.output.ChurnRisk;
import io.tillstream.streams.features.Features;
import io.tillstream.streams.models.Explanation;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReasonsTest {

    private static final int FEATURES = Features.names().size();

    @Test
    void shouldNameTheThreeGreatestAndPutTheRestTogether() {
        double[] contributions = new double[FEATURES];
        contributions[0] = 0.1;
        contributions[1] = -0.3;
        contributions[2] = 0.25;
        contributions[3] = 0.04;
        contributions[4] = 0.00001;
        double[] x = new double[FEATURES];
        x[1] = 12.345678;
        ChurnRisk risk = Reasons.of(new Explanation(0.59001, 0.5, contributions), x, "v7");
        assertThat(risk.probability()).isEqualTo(0.59);
        assertThat(risk.reasons())
                .containsExactly(
                        new ChurnRisk.Reason(Features.names().get(1), 12.3457, -0.3),
                        new ChurnRisk.Reason(Features.names().get(2), 0, 0.25),
                        new ChurnRisk.Reason(Features.names().get(0), 0, 0.1));
        assertThat(risk.other()).isEqualTo(0.04);
        assertThat(risk.model()).isEqualTo("v7");
    }

    @Test
    void shouldNameNothingThatDoesNotShow() {
        ChurnRisk risk = Reasons.of(new Explanation(0.5, 0.5, new double[FEATURES]), new double[FEATURES], "v");
        assertThat(risk.reasons()).isEmpty();
        assertThat(risk.other()).isZero();
    }

    @Test
    void shouldAddUpToTheLastPublishedDigit() {
        Random random = new Random(2);
        for (int round = 0; round < 2_000; round++) {
            double[] contributions = random.doubles(FEATURES, -0.05, 0.05).toArray();
            double base = random.nextDouble();
            double probability = base + java.util.Arrays.stream(contributions).sum();
            ChurnRisk risk = Reasons.of(new Explanation(probability, base, contributions), contributions, "v");
            BigDecimal sum = BigDecimal.valueOf(risk.baseRate()).add(BigDecimal.valueOf(risk.other()));
            for (ChurnRisk.Reason reason : risk.reasons()) {
                sum = sum.add(BigDecimal.valueOf(reason.contribution()));
            }
            assertThat(sum).isEqualByComparingTo(BigDecimal.valueOf(risk.probability()));
        }
    }
}
