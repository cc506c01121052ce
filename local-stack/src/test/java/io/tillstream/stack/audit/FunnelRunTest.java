package io.tillstream.stack.audit;

import static io.tillstream.stack.audit.Shop.at;
import static io.tillstream.stack.audit.Shop.funnel;
import static io.tillstream.stack.audit.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.output.FunnelCell;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FunnelRunTest {

    private final Shop shop = new Shop();

    private static String steps(FunnelCell cell) {
        return cell.visits() + " " + cell.views() + " " + cell.carts() + " " + cell.checkouts() + " " + cell.purchases()
                + " +" + cell.directPurchases();
    }

    @Test
    void shouldCountEachStepInTheHourOfTheFirst() {
        shop.page("c", at("10:59"))
                .view("c", at("11:00"), item("p", "5", 1))
                .view("c", at("11:01"), item("q", "5", 1))
                .add("c", at("11:02"), item("p", "5", 1))
                .checkout("c", at("11:03"))
                .buy("c", at("11:04"), "o", item("p", "5", 1));

        assertThat(steps(funnel(shop.count(), "10:00", "total", "all"))).isEqualTo("1 1 1 1 1 +0");
        assertThat(steps(funnel(shop.count(), "10:00", "device", "mobile"))).isEqualTo("1 1 1 1 1 +0");
    }

    @Test
    void shouldNotCountAStepWithoutTheOneBefore() {
        shop.add("c", at("10:00"), item("p", "5", 1))
                .checkout("c", at("10:01"))
                .buy("c", at("10:02"), "o", item("p", "5", 1));

        assertThat(steps(funnel(shop.count(), "10:00", "total", "all"))).isEqualTo("1 0 0 0 0 +1");
    }

    @Test
    void shouldLeaveTheRunAsItIsAfterADirectPurchase() {
        shop.view("c", at("10:00"), item("p", "5", 1))
                .buy("c", at("10:02"), "o", item("p", "5", 1))
                .add("c", at("10:03"), item("p", "5", 1));

        assertThat(steps(funnel(shop.count(), "10:00", "total", "all"))).isEqualTo("1 1 1 0 0 +1");
    }

    @Test
    void shouldGoOnWithinADayOfTheFirstStepOrWithinTheSession() {
        var nextDay = at("10:00").plus(Duration.ofHours(24));
        shop.page("c", at("10:00"))
                .view("c", nextDay, item("p", "5", 1))
                .add("c", nextDay.plus(Duration.ofMinutes(29)), item("p", "5", 1))
                .page("c", nextDay.plus(Duration.ofMinutes(59)));

        assertThat(steps(funnel(shop.count(), "10:00", "total", "all"))).isEqualTo("1 1 1 0 0 +0");
        assertThat(shop.count().funnel().stream()
                        .filter(cell -> cell.dimension().equals("total"))
                        .mapToLong(FunnelCell::visits)
                        .sum())
                .isEqualTo(2);
    }

    @Test
    void shouldOpenAnotherRunAfterTheOneThatWasCompleted() {
        shop.view("c", at("10:00"), item("p", "5", 1))
                .add("c", at("10:01"), item("p", "5", 1))
                .checkout("c", at("10:02"))
                .buy("c", at("10:03"), "o", item("p", "5", 1))
                .page("c", at("10:04"))
                .buy("c", at("10:05"), "o2", item("p", "5", 1));

        assertThat(steps(funnel(shop.count(), "10:00", "total", "all"))).isEqualTo("2 1 1 1 1 +1");
    }

    @Test
    void shouldKeepTheDimensionsOfTheFirstEvent() {
        shop.page("c", at("10:00"));
        shop.in(new Context("app", "tablet", null, null, null)).view("c", at("10:01"), item("p", "5", 1));
        shop.buy("c", at("10:02"), "o", item("p", "5", 1));

        assertThat(steps(funnel(shop.count(), "10:00", "device", "mobile"))).isEqualTo("1 1 0 0 0 +0");
        assertThat(steps(funnel(shop.count(), "10:00", "device", "tablet"))).isEqualTo("0 0 0 0 0 +1");
        assertThat(steps(funnel(shop.count(), "10:00", "country", "unknown"))).isEqualTo("0 0 0 0 0 +1");
    }
}
