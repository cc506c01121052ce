package io.tillstream.streams.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {

    @Test
    void shouldKnowSmallValuesExactly() {
        Distribution hours = of(1, 2, 2, 3, 7, 9, 9, 20, 40, 63);
        assertThat(hours.count()).isEqualTo(10);
        assertThat(hours.quantile(0.5)).isEqualTo(7);
        assertThat(hours.quantile(0.9)).isEqualTo(40);
        assertThat(hours.quantile(0)).isEqualTo(1);
        assertThat(hours.quantile(1)).isEqualTo(63);
        assertThat(new Distribution().quantile(0.5)).isNull();
    }

    /** Against the value of that rank in the sorted list, over eleven orders of magnitude. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.25, 0.5, 0.9, 0.99, 1})
    void shouldKnowAnyQuantileWithinItsRelativeError(double share) {
        Random random = new Random(5);
        long[] values = new long[5_000];
        Distribution distribution = new Distribution();
        for (int i = 0; i < values.length; i++) {
            values[i] = (long) Math.exp(random.nextDouble(26));
            distribution.add(values[i], 1);
        }
        Arrays.sort(values);
        long exact = values[(int) Math.ceil(share * values.length) - 1];
        assertThat((double) quantile(distribution, share))
                .isCloseTo(exact, within(Distribution.RELATIVE_ERROR * exact));
    }

    @Test
    void shouldTakeEveryValueThereIs() {
        for (long value : new long[] {0, 31, 32, 63, 64, 65, 1_000_000_007L, 1L << 62, Long.MAX_VALUE}) {
            assertThat((double) quantile(of(value), 0.5))
                    .isCloseTo(value, within(Distribution.RELATIVE_ERROR * value * (1 + 1e-12) + 0.5));
        }
        assertThat(Distribution.bucketOf(Long.MAX_VALUE)).isEqualTo(1_887);
        assertThatThrownBy(() -> of(-1)).hasMessageContaining("-1");
    }

    @Test
    void shouldBeAsBeforeWhenWhatWasAddedIsTakenBackBeforeOrAfter() {
        Distribution before = of(5, 900, 70_000);
        Distribution after = new Distribution();
        after.add(123_456, -1);
        after.merge(before);
        after.add(123_456, 1);
        after.add(900, 2);
        after.add(900, -2);
        assertThat(bytes(after)).isEqualTo(bytes(before));
        assertThat(bytes(before)).hasSize(9);
        assertThat(bytes(Distribution.read(new BinaryReader(bytes(before))))).isEqualTo(bytes(before));
    }

    private static long quantile(Distribution distribution, double share) {
        return Objects.requireNonNull(distribution.quantile(share));
    }

    private static Distribution of(long... values) {
        Distribution distribution = new Distribution();
        for (long value : values) {
            distribution.add(value, 1);
        }
        return distribution;
    }

    private static byte[] bytes(Distribution distribution) {
        BinaryWriter out = new BinaryWriter();
        distribution.write(out);
        return out.toByteArray();
    }
}
