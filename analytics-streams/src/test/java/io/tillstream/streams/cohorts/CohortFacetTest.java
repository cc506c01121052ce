package io.tillstream.streams.cohorts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.time.BusinessTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counted by hand. */
class CohortFacetTest {

    private final CohortShop shop = new CohortShop(BusinessTime.UTC);

    private void threeCustomers() {
        shop.buy("anna", "2024-01-10T12:00:00Z", 100, "web", "Books", "DE");
        shop.buy("ben", "2024-01-31T12:00:00Z", 10, "app", "Toys", "AT");
        shop.buy("anna", "2024-02-05T12:00:00Z", 50, "app", "Toys", "AT");
        shop.buy("cleo", "2024-02-14T12:00:00Z", 70, "web", "Books", "DE");
        shop.buy("anna", "2024-02-20T12:00:00Z", 20, "web", "Books", "DE");
        shop.refund("anna", "2024-03-02T12:00:00Z", 30);
        shop.buy("ben", "2024-06-15T12:00:00Z", 40, "app", "Toys", "AT");
    }

    @Test
    void shouldBookWhatACohortDidInEachMonthUnderItsFirstPurchase() {
        threeCustomers();
        assertThat(shop.cohort("2024-01|2024-01|total|all")).isEqualTo("2 2 110");
        assertThat(shop.cohort("2024-01|2024-02|total|all")).isEqualTo("1 2 70");
        assertThat(shop.cohort("2024-01|2024-03|total|all")).isEqualTo("0 0 -30");
        assertThat(shop.cohort("2024-01|2024-06|total|all")).isEqualTo("1 1 40");
        assertThat(shop.cohort("2024-02|2024-02|total|all")).isEqualTo("1 1 70");
        assertThat(shop.cohort("2024-01|2024-02|channel|web")).isEqualTo("1 2 70");
        assertThat(shop.cohort("2024-01|2024-02|category|Books")).isEqualTo("1 2 70");
        assertThat(shop.cohort("2024-01|2024-06|country|AT")).isEqualTo("1 1 40");
        assertThat(shop.cohorts()).hasSize(5 + 3 * 6);
        assertThat(shop.cohorts().get("2024-01|2024-06|total|all"))
                .isNotNull()
                .satisfies(cell -> assertThat(cell.monthsSince()).isEqualTo(5));
    }

    @Test
    void shouldSayWhoCameBackWhoStoppedAndWhoWasWonBack() {
        threeCustomers();
        assertThat(shop.month("2024-01")).isEqualTo("2 2 0 0 0 0 0");
        assertThat(shop.month("2024-02")).isEqualTo("2 1 1 0 1 0 0");
        // 91 days after January 31st is May 1st
        assertThat(shop.month("2024-05")).isEqualTo("0 0 0 0 0 1 0");
        // anna and cleo stopped in February; ben is back after 136 days
        assertThat(shop.month("2024-06")).isEqualTo("1 0 0 1 0 2 1");
        assertThat(shop.month("2024-10")).isEqualTo("0 0 0 0 0 1 0");
        assertThat(shop.months()).hasSize(5);
    }

    @Test
    void shouldMoveACustomerWithAllTheyDidWhenAnEarlierPurchaseComesLate() {
        threeCustomers();
        shop.buy("anna", "2023-12-24T12:00:00Z", 5, "app", "Toys", "FR");
        assertThat(shop.cohort("2023-12|2023-12|total|all")).isEqualTo("1 1 5");
        assertThat(shop.cohort("2023-12|2024-01|total|all")).isEqualTo("1 1 100");
        assertThat(shop.cohort("2023-12|2024-02|country|FR")).isEqualTo("1 2 70");
        assertThat(shop.cohort("2023-12|2024-03|channel|app")).isEqualTo("0 0 -30");
        assertThat(shop.cohort("2024-01|2024-01|total|all")).isEqualTo("1 1 10");
        assertThat(shop.cohort("2024-01|2024-06|total|all")).isEqualTo("1 1 40");
        assertThat(shop.cohorts()).hasSize(4 * 4 + 2 * 4 + 4);
        assertThat(shop.month("2023-12")).isEqualTo("1 1 0 0 0 0 0");
        assertThat(shop.month("2024-01")).isEqualTo("2 1 1 0 1 0 0");
        assertThat(shop.month("2024-02")).isEqualTo("2 1 1 0 1 0 0");
    }

    @Test
    void shouldKeepRefundsUntilAPurchaseIsKnownAndBookThoseFromBeforeItInMonthZero() {
        shop.refund("anna", "2024-03-02T12:00:00Z", 30);
        shop.refund("anna", "2023-12-31T12:00:00Z", 1);
        assertThat(shop.cohorts()).isEmpty();
        shop.buy("anna", "2024-01-10T12:00:00Z", 100, "web", "Books", "DE");
        assertThat(shop.cohort("2024-01|2024-01|total|all")).isEqualTo("1 1 99");
        assertThat(shop.cohort("2024-01|2024-03|total|all")).isEqualTo("0 0 -30");
        assertThat(shop.month("2024-01")).isEqualTo("1 1 0 0 0 0 0");
    }

    @Test
    void shouldCountMonthsInTheShopsTimeZone() {
        CohortShop berlin = new CohortShop(BusinessTime.of("Europe/Berlin"));
        berlin.buy("anna", "2024-01-31T22:59:59Z", 1, "web", "Books", "DE");
        berlin.buy("ben", "2024-01-31T23:00:00Z", 1, "web", "Books", "DE");
        assertThat(berlin.cohort("2024-01|2024-01|total|all")).isEqualTo("1 1 1");
        assertThat(berlin.cohort("2024-02|2024-02|total|all")).isEqualTo("1 1 1");
    }

    @Test
    void shouldBeReactivatedOnlyAfterNinetyDaysWithoutAPurchase() {
        shop.buy("90 days", "2024-01-01T23:00:00Z", 1, "web", "Books", "DE");
        shop.buy("90 days", "2024-03-31T01:00:00Z", 1, "web", "Books", "DE");
        shop.buy("91 days", "2024-01-01T23:00:00Z", 1, "web", "Books", "DE");
        shop.buy("91 days", "2024-04-01T01:00:00Z", 1, "web", "Books", "DE");
        assertThat(shop.month("2024-03")).isEqualTo("1 0 1 0 0 0 0");
        // the other one had lapsed when April began, and was won back the same day
        assertThat(shop.month("2024-04")).isEqualTo("1 0 0 1 0 1 1");
    }

    @Test
    void shouldTakeTheCategoryOfMostOfTheFirstOrdersAmount() {
        shop.buy(
                "anna",
                "2024-01-10T12:00:00Z",
                null,
                null,
                List.of(
                        CohortShop.item("Toys", 40),
                        CohortShop.item("Books", 30),
                        CohortShop.item(null, 45),
                        CohortShop.item("Books", 15)));
        assertThat(shop.cohorts().keySet())
                .containsExactlyInAnyOrder(
                        "2024-01|2024-01|total|all",
                        "2024-01|2024-01|channel|unknown",
                        "2024-01|2024-01|country|unknown",
                        "2024-01|2024-01|category|Books");
    }
}
