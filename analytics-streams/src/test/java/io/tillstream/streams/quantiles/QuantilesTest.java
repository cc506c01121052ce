package io.tillstream.streams.quantiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantilesTest {

    @Test
    void shouldBeAnOrderStatistic() {
        Quantiles quantiles = of(15, 20, 35, 40, 50);
        // nearest rank on these five, as in every textbook: 20 % is the first, 40 % the second
        assertThat(quantiles.quantile(1, 5)).isEqualTo(15);
        assertThat(quantiles.quantile(2, 5)).isEqualTo(20);
        assertThat(quantiles.quantile(3, 5)).isEqualTo(35);
        assertThat(quantiles.quantile(4, 5)).isEqualTo(40);
        assertThat(quantiles.quantile(5, 5)).isEqualTo(50);
    }

    @Test
    void shouldBeTheOneValueOfOne() {
        assertThat(of(7).quantile(1, 5)).isEqualTo(7);
        assertThat(of(7).quantile(4, 5)).isEqualTo(7);
    }

    @Test
    void shouldNotDependOnHowValuesWereSplitAndMerged() {
        Random random = new Random(1);
        Quantiles whole = new Quantiles();
        Quantiles left = new Quantiles();
        Quantiles right = new Quantiles();
        for (int i = 0; i < 10_000; i++) {
            long value = random.nextLong(1_000) - 500;
            whole.add(value);
            (i % 3 == 0 ? left : right).add(value);
        }
        left.merge(copy(right));
        for (int i = 1; i < 5; i++) {
            assertThat(left.quantile(i, 5)).isEqualTo(whole.quantile(i, 5));
        }
        assertThat(left.isExact()).isTrue();
    }

    @Test
    void shouldStayExactUpToFiftyThousandAndWithinHalfAPercentInRankBeyond() {
        int count = 400_000;
        long[] values = new Random(2).longs(count, 0, 1_000_000_000).toArray();
        Quantiles one = new Quantiles();
        Quantiles two = new Quantiles();
        for (int i = 0; i < count; i++) {
            (i < Quantiles.EXACT_UP_TO ? one : two).add(values[i]);
        }
        assertThat(one.isExact()).isTrue();
        assertThat(two.isExact()).isFalse();
        one.merge(copy(two));
        assertThat(one.count()).isEqualTo(count);
        Arrays.sort(values);
        for (int i = 1; i < 5; i++) {
            int rank = Arrays.binarySearch(values, one.quantile(i, 5));
            assertThat(Math.abs(rank / (double) count - i / 5.0)).isLessThan(0.005);
        }
    }

    private static Quantiles of(long... values) {
        Quantiles quantiles = new Quantiles();
        for (long value : values) {
            quantiles.add(value);
        }
        return quantiles;
    }

    private static Quantiles copy(Quantiles quantiles) {
        BinaryWriter out = new BinaryWriter();
        quantiles.write(out);
        return Quantiles.read(new BinaryReader(out.toByteArray()));
    }
}
