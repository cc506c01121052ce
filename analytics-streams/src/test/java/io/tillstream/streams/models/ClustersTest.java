package io.tillstream.streams.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClustersTest {

    private static final List<String> VECTOR = List.of("recency", "spend", "orders");

    /** Mean log(1 + spend) 5 with deviation 2, orders 1 with 0.5; the good ones one deviation above, the others one below. */
    private static final Clusters CLUSTERS = Clusters.of(
            List.of("spend", "orders"),
            new double[] {5, 1},
            new double[] {2, 0.5},
            new double[][] {{1, 1}, {-1, -1}},
            VECTOR);

    @Test
    void shouldFindTheNearestCentre() {
        // (log 1097.6 − 5) / 2 = 1, (log 4.48 − 1) / 0.5 = 1
        assertThat(CLUSTERS.rank(new double[] {99, 1096.6, 3.48})).isEqualTo(1);
        // (log 21 − 5) / 2 = −0.98, (log 2 − 1) / 0.5 = −0.61
        assertThat(CLUSTERS.rank(new double[] {0, 20, 1})).isEqualTo(2);
        assertThat(CLUSTERS.rank(new double[] {0, -50, 0})).isEqualTo(2);
    }

    @Test
    void shouldSpreadTiersOverTheRanks() {
        assertThat(tiers(4)).containsExactly("Platinum", "Gold", "Silver", "Bronze");
        assertThat(tiers(2)).containsExactly("Platinum", "Bronze");
        assertThat(tiers(3)).containsExactly("Platinum", "Silver", "Bronze");
        assertThat(tiers(6)).containsExactly("Platinum", "Gold", "Gold", "Silver", "Silver", "Bronze");
    }

    private static List<String> tiers(int count) {
        return java.util.stream.IntStream.rangeClosed(1, count)
                .mapToObj(rank -> Clusters.tier(rank, count))
                .toList();
    }

    @Test
    void shouldBeTheSameFromItsBytes() throws UnusableModelException {
        Clusters read = Clusters.of(CLUSTERS.toBytes(), List.of("orders", "spend"));
        assertThat(read.rank(new double[] {3.48, 1096.6})).isEqualTo(1);
        assertThat(read.rank(new double[] {1, 20})).isEqualTo(2);
        assertThat(read.count()).isEqualTo(2);
    }

    @Test
    void shouldRefuseWhatItCannotUse() {
        byte[] bytes = CLUSTERS.toBytes();
        assertThatThrownBy(() -> Clusters.of(bytes, List.of("recency", "orders")))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("spend");
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Clusters.of(cut, VECTOR)).isInstanceOf(UnusableModelException.class);
        }
        assertThatThrownBy(() ->
                        Clusters.of(List.of("spend"), new double[] {0}, new double[] {0}, new double[][] {{0}}, VECTOR))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
