package io.tillstream.streams.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seven days of delivery, without an event dropped that was never delivered. */
class DeliveredIdsModelTest {

    private static final long DAY = Duration.ofDays(1).toMillis();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldAnswerLikeAMapOfDays(long seed) {
        Random random = new Random(seed);
        Map<Long, Long> dayOf = new HashMap<>();
        DeliveredIds ids = new DeliveredIds();
        long now = random.nextLong(20_000) * DAY;
        for (int i = 0; i < 20_000; i++) {
            now += random.nextInt(400) == 0 ? random.nextLong(300 * DAY) : random.nextLong(DAY / 100);
            long hash = random.nextInt(3) == 0 ? random.nextLong(-40, 40) : random.nextLong();
            long today = Math.floorDiv(now, DAY);
            Long before = dayOf.get(hash);
            boolean known = before != null && before >= today - DeliveredIds.WINDOW_DAYS;
            assertThat(ids.add(hash, now)).as("event %d of seed %d", i, seed).isEqualTo(!known);
            if (!known) {
                dayOf.put(hash, today);
            }
            if (random.nextInt(500) == 0) {
                ids = copy(ids);
            }
        }
    }

    @Test
    void shouldDropNoneOfAMillionAndKnowThemAllForSevenDays() {
        int customers = 50;
        int events = 20_000;
        for (int customer = 0; customer < customers; customer++) {
            DeliveredIds ids = new DeliveredIds();
            long start = customer * 977L * DAY / 100;
            for (int event = 0; event < events; event++) {
                assertThat(ids.add(hash(customer, event), start + event)).isTrue();
            }
            ids = copy(ids);
            for (int event = 0; event < events; event += 7) {
                assertThat(ids.add(hash(customer, event), start + event + 69 * DAY / 10))
                        .as("after 6.9 days")
                        .isFalse();
            }
            for (int event = 0; event < events; event += 7) {
                assertThat(ids.add(hash(customer, event), start + event + 8 * DAY + DAY / 10))
                        .as("after 8 days")
                        .isTrue();
            }
        }
    }

    private static long hash(int customer, int event) {
        return Hashes.of("0000" + customer + "-event-" + event);
    }

    private static DeliveredIds copy(DeliveredIds ids) {
        BinaryWriter out = new BinaryWriter();
        ids.write(out);
        return DeliveredIds.read(new BinaryReader(out.toByteArray()));
    }
}
