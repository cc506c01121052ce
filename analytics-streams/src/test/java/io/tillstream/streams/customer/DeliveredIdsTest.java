package io.tillstream.streams.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.time.Duration;
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
    void shouldStayBoundedForARobot() {
        DeliveredIds ids = new DeliveredIds();
        for (int i = 0; i < DeliveredIds.MAX_IDS; i++) {
            ids.add(i, DAY);
        }
        ids.add(-1, 2 * DAY);
        BinaryWriter out = new BinaryWriter();
        ids.write(out);
        assertThat(out.toByteArray().length).isLessThan(100);
        assertThat(ids.add(-1, 2 * DAY)).isFalse();
    }

    private static DeliveredIds copy(DeliveredIds ids) {
        BinaryWriter out = new BinaryWriter();
        ids.write(out);
        return DeliveredIds.read(new BinaryReader(out.toByteArray()));
    }
}
