package io.tillstream.stack.audit;

import static io.tillstream.stack.audit.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.Campaign;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.output.AcquisitionCell;
import io.tillstream.contracts.output.CommunicationCell;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MarketingLedgersTest {

    private static final Instant JANUARY = Instant.parse("2024-01-20T12:00:00Z");
    private static final Instant MARCH = Instant.parse("2024-03-20T12:00:00Z");

    private final Shop shop = new Shop().arriving(MARCH.plusSeconds(86_400));

    @Test
    void shouldCountWhereCustomersComeFrom() {
        from("web", null)
                .log(new CommerceEvent.AdSpend(shop.envelope("x", JANUARY, "s1"), "Social", 3_000_000))
                .buy("c", MARCH, "o1", item("p", "10", 1))
                .refund("c", JANUARY.plusSeconds(60), "o0", "2");
        from("web", new Campaign("google", "CPC", "Brand"))
                .page("c", JANUARY)
                .page("d", JANUARY)
                .log(new CommerceEvent.AdSpend(shop.envelope("x", JANUARY, "s2"), "ads", 7_000_000));
        from("web", new Campaign("instagram", "social", null)).page("c", JANUARY.plusSeconds(1));

        List<AcquisitionCell> cells = shop.count().acquisition();
        assertThat(cells)
                .extracting(cell -> cell.cohort() + "/" + cell.month() + " " + cell.channel() + " " + cell.campaign()
                        + " " + cell.visitors() + cell.converted() + cell.customers() + cell.orders() + " "
                        + cell.revenueMicros() + " " + cell.spendMicros())
                .containsExactlyInAnyOrder(
                        "2024-01/2024-01 google / cpc brand 2100 0 7000000",
                        "2024-03/2024-03 google / cpc brand 0011 8000000 0",
                        "2024-01/2024-01 unknown / social unknown 0000 0 3000000");
        assertThat(Shop.profile(shop.count(), "c").firstTouchChannel()).isEqualTo("google / cpc");
    }

    @Test
    void shouldCountWhatBecomesOfMessages() {
        from("web", new Campaign("crm", "email", "spring"));
        message(Action.MESSAGE_SENT, "m1", 0);
        message(Action.MESSAGE_SENT, "m2", 1);
        message(Action.MESSAGE_CLICKED, "m1", 2);
        message(Action.MESSAGE_DELIVERED, "m1", 2);
        message(Action.MESSAGE_UNSUBSCRIBED, "m2", 3);
        message(Action.MESSAGE_OPENED, "unknown", 3);
        shop.buy("c", JANUARY.plus(Duration.ofDays(9)), "o1", item("p", "10", 1))
                .buy("c", JANUARY.plus(Duration.ofDays(9)).plusMillis(1), "o2", item("p", "99", 1));

        assertThat(cell("campaign", "2024-01-20"))
                .isEqualTo(new CommunicationCell(
                        JANUARY.atZone(ZoneOffset.UTC).toLocalDate(),
                        "campaign",
                        "email",
                        "spring",
                        1,
                        1,
                        1,
                        1,
                        1,
                        0,
                        1,
                        1,
                        10_000_000,
                        Instant.EPOCH));
        assertThat(cell("received_7_days", "2024-01-21").value()).isEqualTo("2");
        CommunicationCell people = cell("people", "null");
        assertThat(people.sent()).isEqualTo(1);
        assertThat(people.unsubscribed()).isEqualTo(1);
        assertThat(shop.count().communication()).hasSize(9);
    }

    private CommunicationCell cell(String dimension, String day) {
        return shop.count().communication().stream()
                .filter(cell -> cell.dimension().equals(dimension)
                        && String.valueOf(cell.day()).equals(day))
                .findFirst()
                .orElseThrow();
    }

    private void message(Action action, String id, int day) {
        Instant at = JANUARY.plus(Duration.ofDays(day));
        shop.log(new CommerceEvent.Message(shop.envelope("c", at, id + action), action, id, null));
    }

    private Shop from(String channel, @Nullable Campaign campaign) {
        return shop.in(new Context(channel, null, null, null, campaign));
    }
}
