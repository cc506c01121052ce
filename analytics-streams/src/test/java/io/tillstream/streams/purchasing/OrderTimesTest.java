package io.tillstream.streams.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderTimesTest {

    private final TreeMap<String, Integer> gaps = new TreeMap<>();
    private OrderTimes times = new OrderTimes();

    @Test
    void shouldSplitAGapWhenAnOrderComesLate() {
        add(100);
        assertThat(gaps).isEmpty();
        add(300);
        assertThat(gaps).containsExactlyEntriesOf(Map.of("100-300", 1));

        add(150);
        assertThat(gaps).containsExactlyInAnyOrderEntriesOf(Map.of("100-150", 1, "150-300", 1));
        add(50);
        add(150);
        assertThat(gaps)
                .containsExactlyInAnyOrderEntriesOf(Map.of("50-100", 1, "100-150", 1, "150-150", 1, "150-300", 1));
    }

    @Test
    void shouldNotDependOnTheOrderOfEvents() {
        List<Integer> all = new ArrayList<>(
                IntStream.range(0, OrderTimes.MOST).map(i -> i / 2 * i).boxed().toList());
        all.forEach(this::add);
        Map<String, Integer> sorted = Map.copyOf(gaps);
        assertThat(sorted).hasSize(OrderTimes.MOST - 1);

        for (int seed = 0; seed < 20; seed++) {
            gaps.clear();
            times = new OrderTimes();
            Collections.shuffle(all, new Random(seed));
            for (int at : all) {
                add(at);
                times = OrderTimes.read(new BinaryReader(written()));
            }
            assertThat(gaps).containsExactlyEntriesOf(new TreeMap<>(sorted));
        }
    }

    @Test
    void shouldRememberTheNewestAlone() {
        IntStream.range(0, 10_000).forEach(i -> add(1_000 * i));
        assertThat(gaps).hasSize(9_999);
        int before = written().length;
        assertThat(before).isLessThan(600);

        // among the forgotten
        add(500);
        assertThat(gaps).hasSize(9_999);
        // among the remembered
        add(9_999_000 - 500);
        assertThat(gaps).hasSize(10_000).containsEntry("9998000-9998500", 1).doesNotContainKey("9998000-9999000");
        assertThat(written()).hasSizeLessThan(600);
    }

    @Test
    void shouldWriteNothingOfWhoNeverOrdered() {
        assertThat(written()).isEmpty();
        times = OrderTimes.read(new BinaryReader(new byte[0]));
        add(7);
        assertThat(gaps).isEmpty();
        assertThat(Arrays.equals(written(), new byte[0])).isFalse();
    }

    private byte[] written() {
        BinaryWriter out = new BinaryWriter();
        times.write(out);
        return out.toByteArray();
    }

    private void add(long at) {
        times.add(
                at,
                (before, after, count) -> gaps.compute(before + "-" + after, (gap, old) -> {
                    int now = (old == null ? 0 : old) + count;
                    assertThat(now).isNotNegative();
                    return now == 0 ? null : now;
                }));
    }
}
