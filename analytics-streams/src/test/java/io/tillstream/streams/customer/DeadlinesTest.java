package io.tillstream.streams.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

    private final Deadlines deadlines = new Deadlines();

    @Test
    void shouldBeDueExactlyAtTheDeadlineAndOnce() {
        deadlines.set(customer(1), 100);
        assertThat(deadlines.pollDue(99)).isNull();
        assertThat(deadlines.pollDue(100)).isEqualTo(customer(1));
        assertThat(deadlines.pollDue(1_000)).isNull();
    }

    @Test
    void shouldFollowADeadlineThatMoves() {
        deadlines.set(customer(1), 100);
        deadlines.set(customer(1), 200);
        assertThat(deadlines.pollDue(150)).isNull();
        deadlines.set(customer(1), 160);
        assertThat(deadlines.pollDue(160)).isEqualTo(customer(1));
        assertThat(deadlines.pollDue(500)).isNull();
    }

    @Test
    void shouldForgetADeadlineThatIsTakenBack() {
        deadlines.set(customer(1), 100);
        deadlines.set(customer(1), Long.MAX_VALUE);
        assertThat(deadlines.pollDue(1_000)).isNull();
        deadlines.set(customer(1), 2_000);
        assertThat(deadlines.pollDue(2_000)).isEqualTo(customer(1));
    }

    @Test
    void shouldAgreeWithAPlainMap() {
        Random random = new Random(11);
        Map<Bytes, Long> plain = new HashMap<>();
        for (int now = 0; now < 20_000; now++) {
            Bytes customer = customer(random.nextInt(300));
            long at = random.nextInt(5) == 0 ? Long.MAX_VALUE : now + random.nextInt(500);
            deadlines.set(customer, at);
            plain.put(customer, at);
            long time = now;
            Set<Bytes> expected = new HashSet<>();
            plain.forEach((key, due) -> {
                if (due <= time) {
                    expected.add(key);
                }
            });
            plain.keySet().removeAll(expected);
            Set<Bytes> due = new HashSet<>();
            for (Bytes next = deadlines.pollDue(now); next != null; next = deadlines.pollDue(now)) {
                assertThat(due.add(next)).isTrue();
            }
            assertThat(due).isEqualTo(expected);
        }
    }

    private static Bytes customer(int number) {
        return Bytes.wrap(("c" + number).getBytes(StandardCharsets.UTF_8));
    }
}
