package io.tillstream.streams.bundles;

import static io.tillstream.streams.bundles.Baskets.entry;
import static io.tillstream.streams.bundles.Baskets.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillstream.contracts.time.BusinessTime;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BasketWindowTest {

    private final BasketWindow window = window(3, 1_000, 1_000, 1_000);

    private static BasketWindow window(int days, int baskets, int lines, int products) {
        return new BasketWindow(new BasketWindow.Settings(days, baskets, lines, products), BusinessTime.UTC);
    }

    private static List<String> contents(BasketWindow window) {
        return window.baskets().stream()
                .map(basket -> Arrays.stream(basket)
                        .mapToObj(window.products()::id)
                        .sorted()
                        .collect(Collectors.joining("+")))
                .toList();
    }

    private static long sold(BasketWindow window, String product) {
        return window.products().unitsSold(window.products().number(product));
    }

    @Test
    void shouldHoldTheSetOfProductsOfEachOrderAndCountTheUnits() {
        window.add(order("c", "1", "2024-01-01T10:00:00Z", "b*2", "a", "b*3"));

        assertThat(contents(window)).containsExactly("a+b");
        assertThat(sold(window, "b")).isEqualTo(5);
        assertThat(window.firstDay()).isEqualTo(LocalDate.parse("2023-12-30"));
        assertThat(window.lastDay()).isEqualTo(LocalDate.parse("2024-01-01"));
    }

    @Test
    void shouldCountTheFirstDeliveryOfAnOrderOnly() {
        window.add(order("c", "1", "2024-01-01T10:00:00Z", "a"));
        window.add(order("c", "1", "2024-01-02T10:00:00Z", "b"));
        // another customer's order of the same number is another order
        window.add(order("d", "1", "2024-01-02T10:00:00Z", "x"));

        assertThat(contents(window)).containsExactly("a", "x");
        assertThat(window.changes()).isEqualTo(2);
    }

    @Test
    void shouldNotLetALaterDeliveryBringBackWhatIsOver() {
        window.add(order("c", "new", "2024-01-10T10:00:00Z", "n"));
        window.add(order("c", "old", "2024-01-01T10:00:00Z", "a"));
        window.add(order("c", "old", "2024-01-10T10:00:00Z", "a"));

        assertThat(contents(window)).containsExactly("n");
        assertThat(sold(window, "a")).isZero();
    }

    @Test
    void shouldPlaceLateOrdersOnTheirDayAndForgetDaysThatAreOver() {
        window.add(order("c", "2", "2024-01-02T23:59:59.999Z", "b*4"));
        window.add(order("c", "1", "2024-01-01T10:00:00Z", "a"));
        assertThat(contents(window)).containsExactly("a", "b");

        window.add(order("c", "4", "2024-01-04T00:00:00Z", "d"));
        assertThat(contents(window)).containsExactly("b", "d");
        assertThat(sold(window, "a")).isZero();
        window.add(order("c", "5", "2024-01-05T00:00:00Z", "e"));
        assertThat(contents(window)).containsExactly("d", "e");
        assertThat(sold(window, "b")).isZero();
    }

    @Test
    void shouldLetTheOldestGoWhenThereAreTooManyBasketsOrLines() {
        BasketWindow two = window(30, 2, 5, 1_000);
        two.add(order("c", "2", "2024-01-02T10:00:00Z", "b"));
        two.add(order("c", "3", "2024-01-03T10:00:00Z", "c"));
        two.add(order("c", "1", "2024-01-01T10:00:00Z", "a"));
        assertThat(contents(two)).containsExactly("b", "c");
        two.add(order("c", "4", "2024-01-03T11:00:00Z", "d", "e", "f", "g", "h"));
        assertThat(contents(two)).containsExactly("d+e+f+g+h");
        two.add(order("c", "5", "2024-01-03T11:00:00Z", "1", "2", "3", "4", "5", "6"));
        assertThat(two.size()).isZero();
        assertThat(two.products().unitsSold(two.products().number("d"))).isZero();
        assertThat(two.firstDay()).isNull();
    }

    @Test
    void shouldRememberOrdersOfTheWindowWhenItForgetsOthers() {
        BasketWindow two = window(30, 2, 100, 1_000);
        two.add(order("c", "keep", "2024-01-09T10:00:00Z", "k"));
        for (int i = 0; i < 40; i++) {
            two.add(order("c", "o" + i, "2024-01-05T10:00:00Z", "x"));
        }
        two.add(order("c", "keep", "2024-01-10T10:00:00Z", "again"));
        assertThat(contents(two)).containsExactly("x", "k");
    }

    @Test
    void shouldForgetGoneProductsForNewOnesAndLeaveOutWhatHasNoRoom() {
        BasketWindow few = window(2, 100, 100, 4);
        few.update(entry("stocked", "2024-01-01T00:00:00Z", 9L, null));
        few.add(order("c", "1", "2024-01-01T10:00:00Z", "a", "b"));
        few.add(order("c", "2", "2024-01-03T10:00:00Z", "c"));
        // a and b are gone, so there is room for two
        few.add(order("c", "3", "2024-01-03T10:00:00Z", "d", "e", "c"));
        assertThat(few.products().stock(few.products().number("stocked"))).isEqualTo(9);
        assertThat(contents(few)).containsExactly("c", "c+d+e");
        few.add(order("c", "4", "2024-01-03T10:00:00Z", "f", "d"));
        assertThat(contents(few)).containsExactly("c", "c+d+e", "d");
        assertThat(few.linesLeftOut()).isEqualTo(1);
        assertThat(sold(few, "c")).isEqualTo(2);
    }

    @Test
    void shouldTakeCategoryAndStockAsLastStatedByEventTime() {
        window.add(order("c", "1", "2024-01-02T10:00:00Z", "a:Books", "b:Books", "x"));
        window.update(entry("b", "2024-01-03T00:00:00Z", 7L, "Home"));
        window.update(entry("b", "2024-01-02T00:00:00Z", 3L, "Garden"));
        int b = window.products().number("b");
        assertThat(window.products().stock(b)).isEqualTo(7);
        assertThat(window.products().stock(window.products().number("a"))).isEqualTo(-1);
        assertThat(window.categoryBaskets()).singleElement().satisfies(basket -> assertThat(
                        Arrays.stream(basket).mapToObj(window.products().categories()::name))
                .containsExactlyInAnyOrder("Books", "Home"));
        long changes = window.changes();
        window.update(entry("b", "2024-01-04T00:00:00Z", 7L, "Home"));
        assertThat(window.changes()).as("nothing new").isEqualTo(changes);
    }

    @Test
    void shouldComeToTheSameWhateverOfTwoStatementsAtOneTimeComesFirst() {
        Products one = new Products(2);
        Products other = new Products(2);
        one.state(one.number("p"), "A", 5);
        one.state(one.number("p"), "B", 5);
        other.state(other.number("p"), "B", 5);
        other.state(other.number("p"), "A", 5);
        assertThat(one.categories().name(one.category(0))).isEqualTo("B");
        assertThat(other.categories().name(other.category(0))).isEqualTo("B");
    }

    @Test
    void shouldRefuseBoundsThatHoldNothing() {
        assertThatThrownBy(() -> window(0, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
