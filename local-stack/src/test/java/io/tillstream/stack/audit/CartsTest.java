package io.tillstream.stack.audit;

import static io.tillstream.stack.audit.Shop.at;
import static io.tillstream.stack.audit.Shop.carts;
import static io.tillstream.stack.audit.Shop.funnel;
import static io.tillstream.stack.audit.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.money.Micros;
import io.tillstream.contracts.output.CartChange;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CartsTest {

    private final Shop shop = new Shop();

    private static List<String> states(RecountResult result) {
        return carts(result).stream().map(CartChange::state).toList();
    }

    @Test
    void shouldBePurchasedWithItsValueAndOrder() {
        shop.add("c", at("10:00"), item("p", "5.5", 2))
                .add("c", at("10:10"), item("q", "1", 1))
                .buy("c", at("10:20"), "o", item("q", "1", 1));

        CartChange cart = carts(shop.count()).getFirst();
        assertThat(cart.state()).isEqualTo("purchased");
        assertThat(cart.valueMicros()).isEqualTo(Micros.of("12"));
        assertThat(cart.orderId()).isEqualTo("o");
        assertThat(cart.changedAt()).isEqualTo(at("10:20"));
        assertThat(funnel(shop.count(), "10:00", "total", "all").cartsPurchased())
                .isEqualTo(1);
    }

    @Test
    void shouldBeAbandonedByAnotherCustomersTime() {
        shop.add("c", at("10:00"), item("p", "5", 1));
        assertThat(states(shop.count())).containsExactly("open");

        shop.page("d", at("10:29"));
        assertThat(states(shop.count())).containsExactly("open");

        shop.page("d", at("10:30"));
        CartChange cart = carts(shop.count()).getFirst();
        assertThat(cart.state()).isEqualTo("abandoned");
        assertThat(cart.changedAt()).isEqualTo(at("10:30"));
        assertThat(funnel(shop.count(), "10:00", "channel", "web").abandonedMicros())
                .isEqualTo(Micros.of("5"));
    }

    @Test
    void shouldBeAbandonedByTheWallClockWhenTheStreamIsIdle() {
        shop.add("c", at("10:00"), item("p", "5", 1));

        assertThat(states(shop.countLater(Duration.ofMinutes(30).minusMillis(1))))
                .containsExactly("open");
        assertThat(states(shop.countLater(Duration.ofMinutes(30)))).containsExactly("abandoned");
    }

    @Test
    void shouldTakeATimersAbandonmentBackWhenALateActivityWasInTime() {
        shop.add("c", at("10:00"), item("p", "5", 1)).page("d", at("11:00"));
        assertThat(states(shop.count())).containsExactly("abandoned");

        shop.add("c", at("10:20"), item("q", "2", 1));

        // the late activity moved the timeout to 10:50, which has passed as well
        CartChange cart = carts(shop.count()).getFirst();
        assertThat(cart.state()).isEqualTo("abandoned");
        assertThat(cart.changedAt()).isEqualTo(at("10:50"));
        assertThat(cart.valueMicros()).isEqualTo(Micros.of("7"));

        shop.checkout("c", at("10:49"));
        assertThat(states(shop.count())).containsExactly("open");
        assertThat(funnel(shop.count(), "10:00", "total", "all").cartsAbandoned())
                .isZero();
    }

    @Test
    void shouldStartAnotherCartAfterTheTimeout() {
        shop.add("c", at("10:00"), item("p", "5", 1)).add("c", at("10:30"), item("p", "5", 1));

        assertThat(states(shop.count())).containsExactly("abandoned", "open");
    }

    @Test
    void shouldIgnoreWhatTouchesNoCart() {
        shop.remove("c", at("10:00"), item("p", "5", 1))
                .checkout("c", at("10:01"))
                .abandon("c", at("10:02"));

        assertThat(carts(shop.count())).isEmpty();
    }

    @Test
    void shouldBeEmptiedWhenTheLastItemGoes() {
        shop.add("c", at("10:00"), item("p", "5", 3))
                .remove("c", at("10:01"), item("p", "5", 1))
                .remove("c", at("10:02"), item("p", "5", 2));

        CartChange cart = carts(shop.count()).getFirst();
        assertThat(cart.state()).isEqualTo("emptied");
        assertThat(cart.changedAt()).isEqualTo(at("10:02"));
        assertThat(cart.valueMicros()).isEqualTo(Micros.of("10"));
    }

    @Test
    void shouldOpenACartInThePastForAnItemThatComesLate() {
        shop.add("c", at("12:00"), item("p", "5", 1))
                .add("c", at("09:00"), item("q", "1", 1))
                .add("c", at("12:10"), item("r", "1", 1))
                .buy("c", at("09:10"), "o", item("q", "1", 1));

        assertThat(states(shop.count())).containsExactly("recovered", "open");
        assertThat(carts(shop.count()).getFirst().changedAt()).isEqualTo(at("09:10"));
    }

    @Test
    void shouldBeAbandonedAtOnceByAnExplicitAct() {
        shop.add("c", at("10:00"), item("p", "5", 1)).abandon("c", at("10:05"));

        CartChange cart = carts(shop.count()).getFirst();
        assertThat(cart.state()).isEqualTo("abandoned");
        assertThat(cart.changedAt()).isEqualTo(at("10:05"));
    }

    @Test
    void shouldBeRecoveredWithinSevenDaysAndNotLater() {
        var deadline = at("10:30").plus(Duration.ofDays(7));
        shop.add("c", at("10:00"), item("p", "5", 1)).buy("c", deadline, "o", item("p", "5", 1));
        shop.add("d", at("10:00"), item("p", "5", 1)).buy("d", deadline.plusMillis(1), "o", item("p", "5", 1));
        shop.add("e", at("10:00"), item("p", "5", 1)).buy("e", deadline, "o", item("other", "5", 1));

        assertThat(carts(shop.count()).stream()
                        .map(cart -> cart.customerId() + " " + cart.state())
                        .toList())
                .containsExactlyInAnyOrder("c recovered", "d abandoned", "e abandoned");
        assertThat(funnel(shop.count(), "10:00", "total", "all").cartsRecovered())
                .isEqualTo(1);
        assertThat(funnel(shop.count(), "10:00", "total", "all").cartsAbandoned())
                .isEqualTo(3);
    }

    @Test
    void shouldStayOpenWhenAnotherProductIsBought() {
        shop.add("c", at("10:00"), item("p", "5", 1)).buy("c", at("10:01"), "o", item("q", "5", 1));

        assertThat(states(shop.count())).containsExactly("open");
    }
}
