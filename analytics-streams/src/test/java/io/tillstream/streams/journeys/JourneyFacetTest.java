package io.tillstream.streams.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.output.JourneyCell;
import io.tillstream.contracts.output.JourneyCell.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions and visits, counted by hand. */
class JourneyFacetTest {

    private static final long ORDER = 1_000_000;

    private final JourneyShop shop = new JourneyShop();

    @Test
    void shouldFollowASessionToItsFirstPurchase() {
        shop.at(
                "2025-03-03T10:00:00Z",
                "home",
                "product",
                "product",
                "cart",
                "product",
                "checkout",
                "purchase 10",
                "page");
        shop.at("2025-03-04T10:00:00Z", "search", "search", "abandon");
        shop.at("2025-03-05T10:00:00Z", "purchase 1");

        assertThat(shop.steps())
                .isEqualTo(Map.of(
                        "start > home", 1L,
                        "home > product", 1L,
                        "product > cart", 1L,
                        "cart > product", 1L,
                        "product > checkout", 1L,
                        "checkout > conversion", 1L,
                        "start > search", 1L,
                        "search > abandon", 1L,
                        "abandon > leave", 1L,
                        "start > conversion", 1L));
        assertThat(shop.pathCounts())
                .isEqualTo(Map.of(
                        "home > product > cart > product > checkout = conversion", 1L,
                        "search > abandon = leave", 1L,
                        " = conversion", 1L));
        JourneyCell first = shop.cells().getFirst();
        assertThat(first.key()).isEqualTo("steps|2025-03-03|web|mobile");
        assertThat(List.of(first.sessions(), first.conversions())).containsExactly(1L, 1L);
    }

    @Test
    void shouldTellLongPathsByTheirBeginning() {
        shop.at("2025-03-03T10:00:00Z", "home", "product", "cart", "product", "cart", "product", "cart", "purchase 1");
        assertThat(shop.pathCounts())
                .isEqualTo(Map.of("home > product > cart > product > cart > product > more = conversion", 1L));
        assertThat(shop.steps()).containsEntry("cart > conversion", 1L).doesNotContainKey("product > more");
    }

    @Test
    void shouldFollowFiftyTouches() {
        String[] touches = Collections.nCopies(51, "product").toArray(String[]::new);
        touches[50] = "cart";
        shop.at("2025-03-03T10:00:00Z", touches);
        assertThat(shop.steps()).isEqualTo(Map.of("start > product", 1L, "product > more", 1L, "more > leave", 1L));
        shop.at("2025-03-03T10:49:30Z", "purchase 1");
        assertThat(shop.steps()).isEqualTo(Map.of("start > product", 1L, "product > conversion", 1L));
    }

    @Test
    void shouldSplitMoveAndJoinSessionsWhenEventsComeLate() {
        shop.at("2025-03-03T10:00:00Z", "product").at("2025-03-03T10:45:00Z", "product", "product");
        shop.at("2025-03-03T10:45:30Z", "search");
        assertThat(shop.pathCounts())
                .isEqualTo(Map.of("product = leave", 1L, "product > search > product = leave", 1L));
        shop.at("2025-03-03T10:20:00Z", "cart");
        assertThat(shop.pathCounts()).isEqualTo(Map.of("product > cart > product > search > product = leave", 1L));
        shop.at("2025-03-02T23:45:00Z", "home").at("2025-03-03T00:10:00Z", "page");
        assertThat(shop.cells().getFirst().key()).isEqualTo("steps|2025-03-02|web|mobile");
        assertThat(shop.cells().getFirst().sessions()).isEqualTo(1);
        shop.at("2025-02-20T10:00:00Z", "page");
        assertThat(shop.pathCounts()).containsEntry("page = leave", 1L);
    }

    @Test
    void shouldBelongToThePlaceItBeganIn() {
        Instant ten = Instant.parse("2025-03-03T10:00:00Z");
        shop.take(shop.event("ann", ten, "product", new Context("web", "mobile", null, null, null)));
        shop.take(shop.event("ann", ten.minusSeconds(60), "home", new Context("a|b", null, null, null, null)));
        assertThat(shop.cells().stream().filter(cell -> cell.sessions() > 0))
                .singleElement()
                .satisfies(cell -> {
                    assertThat(cell.channel()).isEqualTo("a|b");
                    assertThat(cell.device()).isEqualTo("unknown");
                });
        assertThat(shop.paths().stream().filter(path -> path.sessions() > 0))
                .singleElement()
                .satisfies(
                        path -> assertThat(path.key()).isEqualTo("path|2025-03-03|leave|home > product|a\\|b|unknown"));
    }

    @Test
    void shouldCreditTheVisitsOfThirtyDays() {
        shop.at("2025-03-01T10:00:00Z", "home | news email");
        shop.at("2025-03-20T10:00:00Z", "home");
        shop.at("2025-03-25T10:00:00Z", "home | google cpc", "product");
        shop.at("2025-04-01T09:00:00Z", "product");
        shop.at("2025-04-01T10:30:00Z", "home", "purchase 10");

        // the newsletter's visit was 31 days before
        assertThat(shop.creditSums())
                .isEqualTo(Map.of(
                        "direct", List.of(1L, 1L, 3 * ORDER / 4, 10 * ORDER, 10 * ORDER, 7_500_000L),
                        "google / cpc", List.of(0L, 0L, ORDER / 4, 0L, 0L, 2_500_000L)));
        assertThat(shop.chain())
                .isEqualTo(Map.of(
                        "(start) > direct", 1L,
                        "direct > google / cpc", 1L,
                        "google / cpc > direct", 1L,
                        "direct > (conversion)", 1L,
                        "(start) > news / email", 1L,
                        "news / email > (null)", 1L));
        JourneyCell day = shop.cells().getLast();
        assertThat(day.fromSessionStart()).containsExactly(new Duration(60, 1));
        long exact = (12 * 24 * 60 + 31) * 60;
        assertThat(day.fromFirstTouch()).singleElement().satisfies(time -> {
            assertThat(time.seconds()).isBetween(exact - exact / 64, exact + exact / 64);
        });
    }

    @Test
    void shouldShareWhatCannotBeSharedEquallyWithoutLoss() {
        shop.at("2025-03-01T10:00:00Z", "home | a x");
        shop.at("2025-03-02T10:00:00Z", "home | b x");
        shop.at("2025-03-03T10:00:00Z", "home | c x", "purchase 0.00001");
        assertThat(shop.creditSums())
                .isEqualTo(Map.of(
                        "a / x", List.of(1L, 0L, 333_334L, 10L, 0L, 4L),
                        "b / x", List.of(0L, 0L, 333_333L, 0L, 0L, 3L),
                        "c / x", List.of(0L, 1L, 333_333L, 0L, 10L, 3L)));
    }

    @Test
    void shouldCountVisitsThatLeadToNothingAsPaths() {
        shop.at("2025-01-01T10:00:00Z", "home | a x");
        shop.at("2025-01-02T10:00:00Z", "home | a x");
        shop.at("2025-01-03T10:00:00Z", "home | b x");
        assertThat(shop.chain()).isEqualTo(Map.of("(start) > a / x", 1L, "a / x > b / x", 1L, "b / x > (null)", 1L));
        // 30 days after the last one another path begins
        shop.at("2025-02-02T10:00:00Z", "home | b x");
        assertThat(shop.chain())
                .isEqualTo(Map.of(
                        "(start) > a / x", 1L, "a / x > b / x", 1L, "b / x > (null)", 2L, "(start) > b / x", 1L));
        // an order makes the last visit a path to it
        shop.at("2025-02-10T10:00:00Z", "purchase 1");
        assertThat(shop.chain())
                .isEqualTo(Map.of(
                        "(start) > a / x", 1L,
                        "a / x > b / x", 1L,
                        "b / x > (null)", 1L,
                        "(start) > b / x", 1L,
                        "b / x > direct", 1L,
                        "direct > (conversion)", 1L));
        // visits may lead to several orders
        shop.at("2025-02-12T10:00:00Z", "purchase 1");
        assertThat(shop.chain()).containsEntry("b / x > direct", 2L).containsEntry("direct > (conversion)", 2L);
    }

    @Test
    void shouldCorrectOrdersWhenVisitsBeforeThemBecomeKnownLate() {
        shop.at("2025-03-03T10:00:00Z", "home", "purchase 10");
        shop.at("2025-03-05T10:00:00Z", "home");
        shop.at("2025-03-01T10:00:00Z", "home | a x");
        assertThat(shop.creditSums())
                .isEqualTo(Map.of(
                        "a / x", List.of(1L, 0L, ORDER / 2, 10 * ORDER, 0L, 5 * ORDER),
                        "direct", List.of(0L, 1L, ORDER / 2, 0L, 10 * ORDER, 5 * ORDER)));
        assertThat(shop.chain())
                .isEqualTo(Map.of(
                        "(start) > a / x", 1L,
                        "a / x > direct", 1L,
                        "direct > (conversion)", 1L,
                        "(start) > direct", 1L,
                        "direct > (null)", 1L));
        // the first campaign of a visit names its channel
        shop.at("2025-03-03T10:00:30Z", "product | b y");
        assertThat(shop.creditSums().keySet()).containsExactly("a / x", "b / y");
    }

    @Test
    void shouldStayBounded() {
        Instant at = Instant.parse("2025-01-01T00:00:00Z");
        String[] what = {"product | a x", "cart", "purchase 1", "home | b x"};
        for (int i = 0; i < 8_000; i++) {
            shop.take(shop.event("robot", at, what[i % 4]));
            at = at.plusSeconds(i % 10 == 0 ? 1_900 : 7);
        }
        assertThat(shop.creditSums().values().stream().mapToLong(List::getFirst).sum())
                .isEqualTo(2_000);
        assertThat(shop.creditSums().values().stream()
                        .mapToLong(sum -> sum.get(2))
                        .sum())
                .isEqualTo(2_000 * ORDER);
        assertThat(shop.stateBytes("robot")).isLessThan(30_000);
    }

    @ParameterizedTest
    @CsvSource({
        "/,true",
        "'',true",
        "https://shop.example/,true",
        "https://shop.example,true",
        "https://shop.example?a=b,true",
        "/?utm=1,true",
        "/home,true",
        "/home/,true",
        "/index.html#top,true",
        "home,true",
        "//,true",
        "/about,false",
        "/go?to=http://x/,false",
        "shop/home,false",
        "https://shop.example/homes,false"
    })
    void shouldKnowTheFirstPage(String url, boolean home) {
        assertThat(Touchpoint.isHome(url)).isEqualTo(home);
    }
}
