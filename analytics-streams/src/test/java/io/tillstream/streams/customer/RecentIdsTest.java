package io.tillstream.streams.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecentIdsTest {

    @Test
    void shouldAnswerLikeAListOfPeriods() {
        int greatest = 64;
        Random random = new Random(41);
        RecentIds ids = new RecentIds(greatest);
        Deque<Set<Long>> periods = new ArrayDeque<>();
        for (int i = 0; i < 50_000; i++) {
            long hash = random.nextInt(200) - 3;
            boolean known = periods.stream().anyMatch(period -> period.contains(hash));
            assertThat(ids.add(hash, 0)).as("addition %d of %d", i, hash).isEqualTo(!known);
            if (!known) {
                if (periods.isEmpty() || periods.getLast().size() == greatest / 2) {
                    periods.add(new HashSet<>());
                }
                periods.getLast().add(hash);
                if (periods.stream().mapToInt(Set::size).sum() > greatest) {
                    periods.removeFirst();
                }
            }
            assertThat(ids.size())
                    .isEqualTo(periods.stream().mapToInt(Set::size).sum());
        }
    }

    @Test
    void shouldKeepAllThroughTheStoredFormUntilTheBound() {
        RecentIds ids = new RecentIds(1_000);
        for (long i = 0; i < 1_000; i++) {
            ids.add(Hashes.of("order-" + i), 0);
        }
        BinaryWriter out = new BinaryWriter();
        ids.writeAll(out);
        RecentIds read = new RecentIds(1_000).readAll(new BinaryReader(out.toByteArray()));
        for (long i = 0; i < 1_000; i++) {
            assertThat(read.add(Hashes.of("order-" + i), 0)).isFalse();
        }
        assertThat(read.add(Hashes.of("order-1000"), 0)).isTrue();
        assertThat(read.size()).isEqualTo(501);
        assertThat(read.add(Hashes.of("order-999"), 0)).isFalse();
    }

    @Test
    void shouldForgetByDay() {
        RecentIds ids = new RecentIds(1_000);
        for (long day = 1; day <= 300; day++) {
            ids.forgetBefore(day - 3);
            assertThat(ids.add(day, day)).isTrue();
            assertThat(ids.add(day - 3, day)).isEqualTo(day <= 3);
        }
    }
}
