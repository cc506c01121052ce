package io.tillstream.streams.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeliveredIdsTest {

    private static final long DAY = Duration.ofDays(1).toMillis();

    @Test
    void shouldKnowAnIdForSevenDaysOfDelivery() {
        DeliveredIds ids = new DeliveredIds();
        assertThat(ids.add(1, 0)).isTrue();
        assertThat(ids.add(1, 10)).isFalse();
        DeliveredIds later = copy(ids);
        assertThat(later.add(1, 7 * DAY)).isFalse();
        assertThat(later.add(1, 8 * DAY)).isTrue();
        assertThat(later.add(1, 8 * DAY)).isFalse();
    }

    @Test
    void shouldStayBoundedForARobotAndKnowItsNewest() {
        DeliveredIds ids = new DeliveredIds();
        int deliveries = 5 * DeliveredIds.MAX_IDS;
        for (int i = 0; i < deliveries; i++) {
            assertThat(ids.add(i, DAY)).isTrue();
        }
        BinaryWriter out = new BinaryWriter();
        ids.write(out);
        assertThat(out.toByteArray().length).isLessThan(8 * DeliveredIds.MAX_IDS + 100);
        DeliveredIds later = copy(ids);
        for (int i = deliveries - DeliveredIds.MAX_IDS / 2; i < deliveries; i++) {
            assertThat(later.add(i, DAY)).isFalse();
        }
        assertThat(later.add(0, DAY)).isTrue();
    }

    @Test
    void shouldKnowWhatAMapOfDaysKnows() {
        Random random = new Random(17);
        DeliveredIds ids = new DeliveredIds();
        Map<Long, Long> dayOfId = new HashMap<>();
        long day = 19_000;
        for (int i = 0; i < 60_000; i++) {
            if (random.nextInt(400) == 0) {
                day += random.nextInt(4);
            }
            // now and then the broker's clock goes back a little
            long delivered = random.nextInt(50) == 0 ? day - 1 : day;
            long today = day;
            long oldest = delivered - DeliveredIds.WINDOW_DAYS;
            dayOfId.values().removeIf(known -> known < oldest);
            long id = random.nextInt(3_000) - 5;
            boolean expected = !dayOfId.containsKey(id);
            assertThat(ids.add(id, delivered * DAY + random.nextInt(1_000)))
                    .as("id %d on day %d, event %d", id, delivered, i)
                    .isEqualTo(expected);
            if (expected) {
                // the table has no day before its newest
                dayOfId.put(id, dayOfId.isEmpty() ? delivered : Math.max(delivered, today));
            }
            if (random.nextInt(500) == 0) {
                ids = copy(ids);
            }
        }
    }

    private static DeliveredIds copy(DeliveredIds ids) {
        BinaryWriter out = new BinaryWriter();
        ids.write(out);
        return DeliveredIds.read(new BinaryReader(out.toByteArray()));
    }
}
