package io.tillstream.dashboard.predictions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

class BinsTest {

    @Test
    void shouldCountAProbabilityByTheBoundsThatAreWritten() {
        ArrayNode bounds = JsonNodeFactory.instance.arrayNode();
        Bins.writeProbabilityBounds(bounds);

        assertThat(bounds).hasSize(Bins.PROBABILITY);
        for (int bin = 1; bin <= Bins.PROBABILITY; bin++) {
            double bound = bounds.get(bin - 1).asDouble();
            assertThat(Bins.ofProbability(bound)).describedAs("%s", bound).isEqualTo(bin);
            if (bin > 1) {
                assertThat(Bins.ofProbability(Math.nextDown(bound)))
                        .describedAs("just below %s", bound)
                        .isEqualTo(bin - 1);
            }
        }
        assertThat(Bins.ofProbability(0)).isEqualTo(1);
        assertThat(Bins.ofProbability(1)).isEqualTo(Bins.PROBABILITY);
    }
}
