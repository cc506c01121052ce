package io.tillstream.stack.audit;

import static io.tillstream.stack.audit.Shop.at;
import static io.tillstream.stack.audit.Shop.hour;
import static io.tillstream.stack.audit.Shop.item;
import static io.tillstream.stack.audit.Shop.profile;
import static io.tillstream.stack.audit.Shop.sales;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Item;
import io.tillstream.contracts.money.Micros;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.SalesCell;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RecountTest {

    private final Shop shop = new Shop();

    @Test
    void shouldAddUpACustomer() {
        Instant later = at("12:00").plus(Duration.ofDays(10));
        shop.buy("c", at("12:00"), "o1", item("p", "10.001", 2), item("q", "1", 1))
                .buy("c", at("18:00"), "o2", item("p", "10", 1))
                .buy("c", later, "o3", item("r", "5", 4))
                .refund("c", later.plusSeconds(60), "o1", "10.002", item("p", "10.001", 1));

        CustomerProfile profile = profile(shop.count(), "c");
        assertThat(profile.orders()).isEqualTo(3);
        assertThat(profile.units()).isEqualTo(8);
        assertThat(profile.grossMicros()).isEqualTo(Micros.of("51.002"));
        assertThat(profile.refundMicros()).isEqualTo(Micros.of("10.002"));
        assertThat(profile.netMicros()).isEqualTo(Micros.of("41"));
        assertThat(profile.averageOrderMicros()).isEqualTo(13_666_667);
        assertThat(profile.lifetimeDays()).isEqualTo(10);
        assertThat(profile.averageGapDays()).isEqualTo(5.0);
        assertThat(profile.activeDays()).isEqualTo(2);
        assertThat(profile.productVariety()).isEqualTo(3);
        assertThat(profile.sessions()).isEqualTo(3);
        assertThat(profile.lastSeenAt()).isEqualTo(later.plusSeconds(60));
    }

    @Test
    void shouldCountAnEventOnceWhateverItsDeliveries() {
        CommerceEvent order = new CommerceEvent.Purchase(
                shop.envelope("c", at("12:00"), "same"), "o1", null, List.of(item("p", "5", 1)));
        CommerceEvent sameOrder = new CommerceEvent.Purchase(
                shop.envelope("c", at("12:00"), "other"), "o1", null, List.of(item("p", "5", 1)));
        CommerceEvent refund =
                new CommerceEvent.Refund(shop.envelope("c", at("13:00"), "refund"), "o1", Micros.of("1"), List.of());
        CommerceEvent page = new CommerceEvent.PageView(shop.envelope("c", at("12:00"), "page"), null, null);
        shop.arriving(at("14:00"))
                .log(order)
                .log(order)
                .log(sameOrder)
                .log(refund)
                .log(refund)
                .log(page)
                .log(page);
        shop.arriving(at("14:00").plus(Duration.ofDays(400))).log(order).log(refund);

        RecountResult result = shop.count();
        assertThat(profile(result, "c").orders()).isEqualTo(1);
        assertThat(profile(result, "c").refundMicros()).isEqualTo(Micros.of("1"));
        assertThat(sales(result, "all", "total", "all").refunds()).isEqualTo(1);
        assertThat(result.repeatedCount()).isEqualTo(6);
        // another customer's order may have the same number
        shop.log(new CommerceEvent.Purchase(
                shop.envelope("d", at("12:00"), "same"), "o1", null, List.of(item("p", "5", 1))));
        assertThat(sales(shop.count(), "all", "total", "all").orders()).isEqualTo(2);
    }

    @Test
    void shouldForgetAnEventIdAfterSevenDaysOfDelivery() {
        CommerceEvent view =
                new CommerceEvent.ViewItem(shop.envelope("c", at("12:00"), "v"), List.of(item("p", "5", 1)));
        shop.arriving(at("12:00")).log(view);
        shop.arriving(at("12:00").plus(Duration.ofDays(7))).log(view);
        assertThat(sales(shop.count(), "all", "product", "p").views()).isEqualTo(1);

        shop.arriving(at("12:00").plus(Duration.ofDays(8))).log(view);
        assertThat(sales(shop.count(), "all", "product", "p").views()).isEqualTo(2);
    }

    @Test
    void shouldBookSalesInEveryDimensionOnTheDayOfTheEvent() {
        shop.in(new Context("web", null, null, null, null))
                .identify("c", at("08:00"), "26-35", "Houston", "US")
                .buy("c", at("12:00"), "o1", item("p", "10", 1), item("p", "10", 2), item("q", "3", 1));
        shop.refund("c", at("12:00").plus(Duration.ofDays(1)), "o1", "12", item("q", "3", 1));

        RecountResult result = shop.count();
        SalesCell category = sales(result, "2024-03-04", "category", "Books");
        assertThat(category.orders()).isEqualTo(1);
        assertThat(category.units()).isEqualTo(4);
        assertThat(category.grossMicros()).isEqualTo(Micros.of("33"));
        assertThat(sales(result, "2024-03-04", "product", "p").orders()).isEqualTo(1);
        assertThat(sales(result, "all", "product", "p").title()).isEqualTo("Title p");
        for (String[] cell :
                new String[][] {{"total", "all"}, {"location", "Houston"}, {"country", "US"}, {"age_group", "26-35"}}) {
            assertThat(sales(result, "all", cell[0], cell[1]).netMicros()).isEqualTo(Micros.of("21"));
            assertThat(sales(result, "2024-03-05", cell[0], cell[1]).unitsReturned())
                    .isEqualTo(1);
        }
        assertThat(sales(result, "2024-03-05", "product", "q").refundMicros()).isEqualTo(Micros.of("3"));
        assertThat(sales(result, "2024-03-05", "product", "unknown").refundMicros())
                .isEqualTo(Micros.of("9"));
        assertThat(sales(result, "2024-03-05", "category", "unknown").refunds()).isEqualTo(1);
        assertThat(sales(result, "2024-03-05", "category", "Books").refunds()).isEqualTo(1);
        assertThat(sales(result, "2024-03-05", "total", "all").refunds()).isEqualTo(1);
        assertThat(sales(result, "2024-03-05", "total", "all").buyers()).isZero();
    }

    @Test
    void shouldLetALateEventChangeItsOwnDay() {
        shop.buy("c", at("12:00"), "o1", item("p", "10", 1))
                .buy("c", at("12:00").minus(Duration.ofDays(40)), "o2", item("p", "7", 1));

        assertThat(sales(shop.count(), "2024-01-24", "total", "all").grossMicros())
                .isEqualTo(Micros.of("7"));
        assertThat(profile(shop.count(), "c").firstPurchaseAt()).isEqualTo(Instant.parse("2024-01-24T12:00:00Z"));
        assertThat(profile(shop.count(), "c").lastPurchaseAt()).isEqualTo(at("12:00"));
    }

    @Test
    void shouldCountTheDaysAndHoursOfTheBusinessZone() {
        Shop berlin = new Shop(ZoneId.of("Europe/Berlin"));
        // the night of 27 October 2024 has the hour from 2 to 3 twice
        Instant summer = Instant.parse("2024-10-27T00:30:00Z");
        Instant winter = Instant.parse("2024-10-27T01:30:00Z");
        berlin.buy("c", summer, "o1", item("p", "1", 1)).buy("c", winter, "o2", item("p", "1", 1));
        berlin.buy("c", Instant.parse("2024-10-27T23:30:00Z"), "o3", item("p", "1", 1));

        RecountResult result = berlin.count();
        assertThat(hour(result, Instant.parse("2024-10-27T00:00:00Z")).hourOfDay())
                .isEqualTo(2);
        assertThat(hour(result, Instant.parse("2024-10-27T01:00:00Z")).hourOfDay())
                .isEqualTo(2);
        assertThat(hour(result, Instant.parse("2024-10-27T23:00:00Z")).day()).isEqualTo(LocalDate.parse("2024-10-28"));
        assertThat(hour(result, Instant.parse("2024-10-27T23:00:00Z")).weekday())
                .isEqualTo(1);
        assertThat(sales(result, "2024-10-27", "total", "all").orders()).isEqualTo(2);
        assertThat(sales(result, "2024-10-28", "total", "all").orders()).isEqualTo(1);
        assertThat(profile(result, "c").activeDays()).isEqualTo(2);
    }

    @Test
    void shouldGiveEqualValuesEqualScores() {
        // ten customers with 1 1 1 1 1 1 2 2 3 9 orders: the quantiles are 1 1 1 2
        int[] orders = {1, 1, 1, 1, 1, 1, 2, 2, 3, 9};
        for (int c = 0; c < orders.length; c++) {
            for (int o = 0; o < orders[c]; o++) {
                shop.buy("c" + c, at("12:00"), "o" + o, item("p", "1", 1));
            }
        }
        shop.page("visitor", at("12:00"));
        RfmCutPoints cuts = Objects.requireNonNull(shop.count().cutPoints(at("13:00")));
        assertThat(cuts.customers()).isEqualTo(10);
        assertThat(cuts.orders()).containsExactly(1L, 1L, 1L, 2L);
        assertThat(cuts.netMicros()).containsExactly(1_000_000L, 1_000_000L, 1_000_000L, 2_000_000L);

        RecountResult result = shop.count();
        assertThat(Objects.requireNonNull(profile(result, "c0", cuts).rfm()).label())
                .isEqualTo("111");
        assertThat(Objects.requireNonNull(profile(result, "c6", cuts).rfm()).label())
                .isEqualTo("144");
        assertThat(Objects.requireNonNull(profile(result, "c9", cuts).rfm()).label())
                .isEqualTo("155");
        assertThat(profile(result, "c0", cuts).segment()).isEqualTo("Lost");
        assertThat(profile(result, "c9", cuts).segment()).isEqualTo("At Risk");
        assertThat(profile(result, "visitor", cuts).rfm()).isNull();
        assertThat(profile(result, "visitor", cuts).visitFrequency()).isEqualTo(30.0);
    }

    @Test
    void shouldScoreRecencyInWholeDaysAndTierTheRisk() {
        for (int c = 0; c < 5; c++) {
            shop.buy("c" + c, at("12:00").minus(Duration.ofDays(c * 60L)), "o", item("p", "1", 1));
        }
        RfmCutPoints cuts = Objects.requireNonNull(shop.count().cutPoints(at("13:00")));

        RecountResult result = shop.count();
        assertThat(profile(result, "c0", cuts).recencyDays()).isZero();
        assertThat(profile(result, "c4", cuts).recencyDays()).isEqualTo(240);
        assertThat(Objects.requireNonNull(profile(result, "c0", cuts).rfm()).recency())
                .isEqualTo(5);
        assertThat(Objects.requireNonNull(profile(result, "c1", cuts).rfm()).recency())
                .isEqualTo(4);
        assertThat(Objects.requireNonNull(profile(result, "c4", cuts).rfm()).recency())
                .isEqualTo(1);
        assertThat(List.of("c1", "c2", "c3", "c4").stream()
                        .map(c -> profile(result, c, cuts).churnTier())
                        .toList())
                .containsExactly("Low", "Medium", "Medium", "High");
    }

    @Test
    void shouldKeepTheNewestNameOfAProduct() {
        Item old = new Item("p", "Old", "Toys", null, 1, 1, 0, null);
        Item fresh = new Item("p", "Fresh", null, null, 1, 1, 0, null);
        shop.view("c", at("12:00"), fresh)
                .view("c", at("11:00"), old)
                .log(new CommerceEvent.ProductUpdated(shop.envelope("c", at("11:30"), "u"), old, 7L));

        SalesCell cell = sales(shop.count(), "all", "product", "p");
        assertThat(cell.title()).isEqualTo("Fresh");
        assertThat(cell.category()).isEqualTo("Toys");
        assertThat(cell.stockOnHand()).isEqualTo(7);
        assertThat(sales(shop.count(), "2024-03-04", "product", "p").stockOnHand())
                .isNull();
        // the catalogue is no customer's doing
        assertThat(profile(shop.count(), "c").lastSeenAt()).isEqualTo(at("12:00"));
    }

    @Test
    void shouldRejectWhatIsNoEventAndGoOn() {
        Recount recount = new Recount("USD", ZoneId.of("UTC"));
        recount.accept(null, "{".getBytes(StandardCharsets.UTF_8), 2, 41, at("12:00"));
        recount.accept(new byte[] {1}, null, 2, 42, at("12:00"));
        String good =
                "{\"event_id\":\"e1\",\"action\":\"page_view\",\"customer_id\":\"c\",\"timestamp\":\"2024-03-04T12:00:00Z\"}";
        recount.accept("c".getBytes(StandardCharsets.UTF_8), good.getBytes(StandardCharsets.UTF_8), 2, 43, at("12:00"));
        recount.accept("d".getBytes(StandardCharsets.UTF_8), good.getBytes(StandardCharsets.UTF_8), 2, 44, at("12:00"));

        RecountResult result = recount.finish(at("12:00"));
        assertThat(result.recordCount()).isEqualTo(4);
        assertThat(result.books().rejections().stream().map(Rejection::origin).toList())
                .containsExactly("commerce.events.v1-2@41", "commerce.events.v1-2@42", "commerce.events.v1-2@44");
        assertThat(profile(result, "c").sessions()).isEqualTo(1);
    }
}
