package io.tillstream.streams.quantiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Summaries of partitions merge to the same whatever the order; beyond the exact size the rank error stays within its bound. */
class SummaryLawsTest {

    private static final double RANK_ERROR = 0.005;

    @Test
    void shouldMergeExactSummariesInAnyOrderAndGrouping() {
        Random random = new Random(5);
        for (int round = 0; round < 100; round++) {
            Summary one = any(random);
            Summary two = any(random);
            Summary three = any(random);
            String whole = text(one.with(two).with(three));
            assertThat(text(three.with(one).with(two))).isEqualTo(whole);
            assertThat(text(one.with(two.with(three)))).isEqualTo(whole);
            assertThat(text(one.with(new Summary(Long.MIN_VALUE)))).isEqualTo(text(one));
            assertThat(text(new Summary(Long.MIN_VALUE).with(one))).isEqualTo(text(one));
        }
    }

    @Test
    void shouldReadSummariesWithoutRates() {
        BinaryWriter old = new BinaryWriter().writeSigned(77);
        for (int i = 0; i < 3; i++) {
            Quantiles one = new Quantiles();
            one.add(i);
            one.write(old);
        }
        Summary read = Summary.of(old.toByteArray());
        assertThat(read.newestEventAt()).isEqualTo(77);
        assertThat(read.netMicros().quantile(1, 2)).isEqualTo(2);
        assertThat(read.orderRates().count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {49_999, 50_001, 130_000})
    void shouldKeepRanksWithinTheirErrorInAnyGrouping(int size) {
        Random random = new Random(size);
        long[] values = random.longs(size, 0, 5_000).toArray();
        Quantiles[] parts = new Quantiles[7];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = new Quantiles();
        }
        for (long value : values) {
            parts[random.nextInt(parts.length)].add(value);
        }
        Quantiles upwards = new Quantiles();
        Quantiles downwards = new Quantiles();
        for (int i = 0; i < parts.length; i++) {
            upwards.merge(copy(parts[i]));
            downwards.merge(copy(parts[parts.length - 1 - i]));
        }
        Arrays.sort(values);
        for (int cut = 1; cut <= 4; cut++) {
            assertRank(values, upwards.quantile(cut, 5), cut / 5.0, upwards.isExact());
            assertRank(values, downwards.quantile(cut, 5), cut / 5.0, downwards.isExact());
        }
    }

    private static void assertRank(long[] sorted, long quantile, double share, boolean exact) {
        double error = exact ? 1.0 / sorted.length : RANK_ERROR;
        double below = Arrays.stream(sorted).filter(value -> value < quantile).count() / (double) sorted.length;
        double upTo = Arrays.stream(sorted).filter(value -> value <= quantile).count() / (double) sorted.length;
        assertThat(below).isLessThanOrEqualTo(share + error);
        assertThat(upTo).isGreaterThanOrEqualTo(share - error);
    }

    private static Summary any(Random random) {
        Summary summary = new Summary(random.nextLong(1_000));
        for (int left = random.nextInt(200); left > 0; left--) {
            summary.add(random.nextLong(10_000), 1 + random.nextInt(9), random.nextLong(-500, 5_000));
            summary.addRate(random.nextLong(5_000));
        }
        return summary;
    }

    private static String text(Summary summary) {
        return HexFormat.of().formatHex(Summary.of(summary.toBytes()).toBytes());
    }

    private static Quantiles copy(Quantiles quantiles) {
        BinaryWriter out = new BinaryWriter();
        quantiles.write(out);
        return Quantiles.read(new BinaryReader(out.toByteArray()));
    }
}
