package io.tillstream.streams.rfm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RfmSegmentsTest {

    /** Counted by hand on the 5 × 5 × 5 grid, rule by rule, each cell given to the first rule that takes it. */
    @Test
    void shouldGiveEachOfThe125CellsToOneSegment() {
        Map<String, Integer> cells = new TreeMap<>();
        for (int r = 1; r <= 5; r++) {
            for (int f = 1; f <= 5; f++) {
                for (int m = 1; m <= 5; m++) {
                    cells.merge(RfmSegments.of(r * 100 + f * 10 + m), 1, Integer::sum);
                }
            }
        }
        // 2×2×2 champions; 3×3×3 − 8 loyal; 2×2×2 new; 3×3×3 − 8 new − 3 loyal (333, 433, 533) potential;
        // 2×3×3 at risk; 2×2×2 lost; the rest by recency: 75 − 8 − 19 − 8 − 16 = 24, and 50 − 18 − 8 = 24
        assertThat(cells)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "Champions", 8,
                        "Loyal", 19,
                        "New Customers", 8,
                        "Potential Loyalists", 16,
                        "At Risk", 18,
                        "Lost", 8,
                        "Need Attention", 24,
                        "Hibernating", 24));
    }

    @ParameterizedTest
    @CsvSource({
        "555, Champions", "444, Champions", "344, Loyal", "333, Loyal", "411, New Customers",
                "311, Potential Loyalists",
        "233, At Risk", "111, Lost", "151, Hibernating", "515, Need Attention", "354, Loyal", "215, Hibernating"
    })
    void shouldNameTheSegment(int label, String segment) {
        assertThat(RfmSegments.of(label)).isEqualTo(segment);
    }
}
