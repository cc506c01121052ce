package io.tillstream.stack.audit;

import static io.tillstream.stack.audit.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.output.CustomerLoyalty;
import io.tillstream.contracts.output.LoyaltyCell;
import io.tillstream.contracts.output.LoyaltyStratum;
import io.tillstream.contracts.output.ReferralCell;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Loyalty and referrals in the recount, counted by hand. */
class LoyaltyLedgerTest {

    private static final Instant JANUARY = Instant.parse("2024-01-10T12:00:00Z");
    private static final Instant MARCH = Instant.parse("2024-03-10T12:00:00Z");

    private final Shop shop = new Shop();

    @Test
    void shouldCountPointsTiersAndAlikeFirstOrders() {
        shop.identify("anna", JANUARY, null, null, null)
                .buy("anna", JANUARY, "o1", item("p", "260.75", 1))
                .buy("anna", MARCH, "o2", item("p", "10.30", 1))
                .refund("anna", MARCH, "o2", "5.10")
                .log(new CommerceEvent.PointsRedeemed(shop.envelope("anna", MARCH, "r"), 100))
                .buy("ben", MARCH, "o3", item("p", "15", 1));
        RecountResult result = shop.count();

        assertThat(total(result, "2024-01"))
                .isEqualTo(new LoyaltyCell(
                        YearMonth.of(2024, 1), "total", "all", 1, 1, 0, 0, 0, 260, 0, 0, 0, 260, Instant.EPOCH));
        // 271.05 are 271; 265.95 are 265
        assertThat(total(result, "2024-03"))
                .isEqualTo(new LoyaltyCell(
                        YearMonth.of(2024, 3), "total", "all", 1, 0, 0, 0, 0, 11, 6, 100, 0, -95, Instant.EPOCH));
        assertThat(total(result, "2025-01").downgraded()).isEqualTo(1);
        assertThat(total(result, "2026-02").expired()).isEqualTo(154);
        assertThat(total(result, "2026-04").expired()).isEqualTo(11);
        assertThat(result.strata())
                .containsExactlyInAnyOrder(
                        new LoyaltyStratum(YearMonth.of(2024, 1), "200-500", "US", 1, 1, 0, 0, Instant.EPOCH),
                        new LoyaltyStratum(YearMonth.of(2024, 3), "10-20", "US", 0, 0, 1, 0, Instant.EPOCH));
        CustomerLoyalty own = Shop.profile(
                        result, "anna", Objects.requireNonNull(result.cutPoints(Instant.parse("2026-03-01T00:00:00Z"))))
                .loyalty();
        assertThat(own)
                .isEqualTo(
                        new CustomerLoyalty("Member", LocalDate.of(2024, 1, 10), 11, 0, 11, LocalDate.of(2026, 4, 1)));
    }

    @Test
    void shouldCountReferrals() {
        shop.log(new CommerceEvent.ReferralSent(shop.envelope("anna", JANUARY, "s1"), "r1"))
                .log(new CommerceEvent.ReferralConverted(shop.envelope("ben", MARCH, "c1"), "r1", "anna"))
                .log(new CommerceEvent.ReferralConverted(shop.envelope("anna", MARCH, "c2"), "r1", "anna"))
                .buy("ben", MARCH, "o1", item("p", "15", 1))
                .buy("anna", MARCH, "o2", item("p", "20", 1));

        assertThat(shop.count().referrals())
                .containsExactlyInAnyOrder(
                        referral(1, "total", "all", 1, 0, 0, 0, 0, 0),
                        referral(1, "channel", "web", 1, 0, 0, 0, 0, 0),
                        referral(3, "total", "all", 0, 1, 1, 0, 0, 0),
                        referral(3, "channel", "web", 0, 1, 1, 0, 0, 0),
                        referral(3, "referred", "web", 0, 0, 0, 1, 1, 15_000_000),
                        referral(3, "other", "web", 0, 0, 0, 1, 1, 20_000_000));
    }

    private static LoyaltyCell total(RecountResult result, String month) {
        return result.loyalty().stream()
                .filter(cell -> cell.dimension().equals("total"))
                .filter(cell -> cell.month().equals(YearMonth.parse(month)))
                .findFirst()
                .orElseThrow();
    }

    private static ReferralCell referral(
            int month,
            String dimension,
            String value,
            long sent,
            long converted,
            long bought,
            long customers,
            long orders,
            long netMicros) {
        return new ReferralCell(
                YearMonth.of(2024, month),
                dimension,
                value,
                sent,
                converted,
                bought,
                0,
                0,
                customers,
                0,
                orders,
                netMicros,
                Instant.EPOCH);
    }
}
