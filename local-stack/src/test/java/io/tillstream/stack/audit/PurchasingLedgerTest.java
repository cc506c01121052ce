package io.tillstream.stack.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.output.ProductCartCell;
import io.tillstream.contracts.output.PurchasingCell;
import io.tillstream.contracts.output.PurchasingCell.Bin;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PurchasingLedgerTest {

    private static final Instant NOON = Instant.parse("2024-01-01T12:00:00Z");

    private final Shop shop = new Shop();

    @Test
    void shouldCountOrdersAndTheTimeBetweenThem() {
        shop.arriving(NOON.plus(Duration.ofDays(30)))
                .buy("c", NOON, "o1", Shop.item("p", "10", 2), Shop.item("q", "5.005", 1))
                .buy("c", NOON.plus(Duration.ofDays(4)), "o3", Shop.item("p", "10", 1))
                .buy("c", NOON.plus(Duration.ofDays(1)), "o2", Shop.item("p", "10", 1))
                .buy("d", NOON.plus(Duration.ofDays(2)), "o1", Shop.item("p", "10", 1));

        PurchasingCell first = cell("2024-01-01");
        assertThat(first.orders()).isEqualTo(1);
        assertThat(first.products()).isEqualTo(2);
        assertThat(first.grossMicros()).isEqualTo(25_005_000);
        assertThat(first.basketUnits()).containsExactly(new Bin(3, 1));
        assertThat(first.basketValues()).containsExactly(new Bin(2_500, 1));
        assertThat(first.gaps()).isZero();
        assertThat(cell("2024-01-02").orderGaps()).containsExactly(new Bin(24, 1));
        assertThat(cell("2024-01-03").gaps()).isZero();
        assertThat(cell("2024-01-05").orderGaps()).containsExactly(new Bin(72, 1));
        assertThat(cell("2024-01-05").gapSeconds()).isEqualTo(3 * 86_400);
    }

    @Test
    void shouldTakeOverOnlyWhatIsNearEnough() {
        shop.buy("c", NOON, "o1", Shop.item("p", "100", 1)).buy("d", NOON, "o2", Shop.item("p", "101", 1));

        // both are in one bin of 1.6 %
        assertThat(like(new Bin(10_080, 2))).isEqualTo(stored(new Bin(10_080, 2)));
        assertThat(like(new Bin(10_010, 1), new Bin(10_090, 1)))
                .isEqualTo(stored(new Bin(10_010, 1), new Bin(10_090, 1)));
        for (Bin[] wrong : List.of(
                new Bin[] {new Bin(10_080, 1)},
                new Bin[] {new Bin(10_080, 3)},
                new Bin[] {new Bin(10_300, 2)},
                new Bin[] {new Bin(9_800, 1), new Bin(10_090, 1)},
                new Bin[] {})) {
            assertThat(like(wrong)).isNotEqualTo(stored(wrong));
        }
    }

    @Test
    void shouldCountCartsInWhatTheyHeld() {
        shop.add("c", NOON, Shop.item("p", "10", 1), Shop.item("q", "5", 1))
                .remove("c", NOON.plusSeconds(60), Shop.item("q", "5", 1))
                .buy("c", NOON.plusSeconds(120), "o1", Shop.item("p", "10", 1))
                .add("d", NOON, Shop.item("p", "10", 1))
                .add("e", NOON, Shop.item("p", "10", 1))
                .buy("e", NOON.plus(Duration.ofDays(2)), "o1", Shop.item("p", "10", 1));

        List<ProductCartCell> cells = shop.countLater(Duration.ofHours(1)).productCarts();
        assertThat(cells).hasSize(4).allSatisfy(cell -> {
            assertThat(List.of("p", "Books")).contains(cell.value());
            assertThat(cell.purchased()).isEqualTo(1);
            assertThat(cell.abandoned()).isEqualTo(2);
            assertThat(cell.recovered()).isEqualTo(1);
        });
        assertThat(cells).filteredOn(cell -> cell.day() != null).hasSize(2);
    }

    private PurchasingCell like(Bin... values) {
        return Objects.requireNonNull(shop.count().purchasingLike(stored(values)));
    }

    private PurchasingCell stored(Bin... values) {
        PurchasingCell right = cell("2024-01-01");
        return new PurchasingCell(
                right.day(),
                right.dimension(),
                right.value(),
                right.orders(),
                right.units(),
                right.products(),
                right.grossMicros(),
                right.discountMicros(),
                right.discountedOrders(),
                right.crossCategoryOrders(),
                right.gaps(),
                right.gapSeconds(),
                right.orderGaps(),
                right.basketUnits(),
                List.of(values),
                Instant.EPOCH);
    }

    private PurchasingCell cell(String day) {
        return shop.count().purchasing().stream()
                .filter(cell -> cell.dimension().equals("total") && cell.day().equals(LocalDate.parse(day)))
                .findFirst()
                .orElseThrow();
    }
}
