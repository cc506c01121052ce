package io.tillstream.dashboard.carts;

import static io.tillstream.dashboard.testing.Figures.NOON;
import static io.tillstream.dashboard.testing.Figures.UNIT;
import static io.tillstream.dashboard.testing.Figures.cart;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.OutputJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class CartBookTest {

    private final CartBook book = new CartBook();

    @Test
    void shouldHoldWhatIsAbandonedNow() {
        read(cart("a", "abandoned", NOON, 30 * UNIT));
        read(cart("b", "abandoned", NOON.plusSeconds(1), 12 * UNIT));
        read(cart("c", "purchased", NOON, 99 * UNIT));

        assertThat(book.size()).isEqualTo(2);
        assertThat(book.valueMicros()).isEqualTo(42 * UNIT);
        assertThat(book.newest(5)).extracting(CartChange::cartKey).containsExactly("b", "a");
        assertThat(book.mostValuable(5)).extracting(CartChange::cartKey).containsExactly("a", "b");
    }

    @Test
    void shouldLetGoOfACartThatIsRecoveredOrTakenBack() {
        read(cart("a", "abandoned", NOON, 30 * UNIT));
        read(cart("b", "abandoned", NOON, 12 * UNIT));
        read(cart("a", "recovered", NOON.plusSeconds(60), 30 * UNIT));
        read(cart("b", "open", NOON.plusSeconds(60), 12 * UNIT));

        assertThat(book.size()).isZero();
        assertThat(book.valueMicros()).isZero();
    }

    @Test
    void shouldCountACartOnceWhenItIsAbandonedAgain() {
        read(cart("a", "abandoned", NOON, 30 * UNIT));
        read(cart("a", "abandoned", NOON.plusSeconds(900), 31 * UNIT));

        assertThat(book.size()).isEqualTo(1);
        assertThat(book.valueMicros()).isEqualTo(31 * UNIT);
    }

    @Test
    void shouldForgetACartAfterSevenDays() {
        read(cart("a", "abandoned", NOON, 30 * UNIT));
        book.expire(NOON.plus(Duration.ofDays(7)));
        assertThat(book.size()).isEqualTo(1);
        book.expire(NOON.plus(Duration.ofDays(7)).plusSeconds(1));
        assertThat(book.size()).isZero();
        assertThat(book.valueMicros()).isZero();
        assertThat(book.complete()).isTrue();
    }

    @Test
    void shouldStayBoundedAndSaySoWhenThereAreMoreThanItHolds() {
        for (int i = 0; i < 50_010; i++) {
            read(cart("k-" + i, "abandoned", NOON.plusSeconds(i), UNIT));
        }
        assertThat(book.size()).isEqualTo(50_000);
        assertThat(book.valueMicros()).isEqualTo(50_000 * UNIT);
        assertThat(book.complete()).isFalse();
    }

    private void read(CartChange change) {
        byte[] key = change.customerId().getBytes(StandardCharsets.UTF_8);
        book.read(new ConsumerRecord<>(
                "carts", 0, 0, key, OutputJson.of(CartChange.class).write(change)));
    }
}
