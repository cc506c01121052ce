package io.tillstream.stack.audit;

import static io.tillstream.stack.audit.Shop.NOON;
import static io.tillstream.stack.audit.Shop.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.Campaign;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.output.ChannelCredit;
import io.tillstream.contracts.output.ChannelStep;
import io.tillstream.contracts.output.JourneyCell;
import io.tillstream.contracts.output.JourneyCell.Duration;
import io.tillstream.contracts.output.JourneyCell.Step;
import io.tillstream.contracts.output.JourneyPath;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Journeys as the recount has them, counted by hand. */
class JourneyBooksTest {

    private final Shop shop = new Shop();

    @Test
    void shouldCountTwoVisitsAndAnOrder() {
        Instant before = NOON.minusSeconds(2 * 86_400);
        shop.in(from(new Campaign("news", "email", null)))
                .page("c", before)
                .in(from(null))
                .view("c", NOON, item("p", "5", 1))
                .buy("c", NOON.plusSeconds(128), "o", item("p", "5", 1))
                .page("c", NOON.plusSeconds(200));
        RecountResult result = shop.count();

        assertThat(result.journeySteps())
                .extracting(JourneyCell::key)
                .containsExactlyInAnyOrder("steps|2024-03-02|web|mobile", "steps|2024-03-04|web|mobile");
        JourneyCell day = result.journeySteps().stream()
                .filter(cell -> cell.conversions() == 1)
                .findFirst()
                .orElseThrow();
        assertThat(day.steps()).containsExactly(new Step("start", "product", 1), new Step("product", "conversion", 1));
        assertThat(day.fromSessionStart()).containsExactly(new Duration(128, 1));
        assertThat(day.fromFirstTouch()).containsExactly(new Duration(172_928, 1));
        assertThat(result.journeyPaths())
                .extracting(JourneyPath::key)
                .containsExactlyInAnyOrder(
                        "path|2024-03-02|leave|page|web|mobile", "path|2024-03-04|conversion|product|web|mobile");
        assertThat(result.channelCredits())
                .containsExactlyInAnyOrder(
                        new ChannelCredit(
                                day.day(), "news / email", 1, 5_000_000, 0, 0, 500_000, 2_500_000, Instant.EPOCH),
                        new ChannelCredit(day.day(), "direct", 0, 0, 1, 5_000_000, 500_000, 2_500_000, Instant.EPOCH));
        assertThat(result.channelSteps())
                .extracting(ChannelStep::key)
                .containsExactlyInAnyOrder(
                        "chain|2024-03-04|(start)|news / email",
                        "chain|2024-03-04|news / email|direct",
                        "chain|2024-03-04|direct|(conversion)");
    }

    @Test
    void shouldTakeOverOnlyTimesThatAreNearEnough() {
        shop.page("c", NOON).buy("c", NOON.plusSeconds(1_000), "o", item("p", "5", 1));
        assertThat(like(1_008)).isEqualTo(stored(1_008));
        assertThat(like(1_040)).isNotEqualTo(stored(1_040));
    }

    private JourneyCell like(long seconds) {
        return Objects.requireNonNull(shop.count().journeyStepsLike(stored(seconds)));
    }

    private JourneyCell stored(long seconds) {
        JourneyCell right = shop.count().journeySteps().getFirst();
        List<Duration> times = List.of(new Duration(seconds, 1));
        return new JourneyCell(
                right.day(),
                right.channel(),
                right.device(),
                right.sessions(),
                right.conversions(),
                right.steps(),
                times,
                times,
                Instant.EPOCH);
    }

    private static Context from(@Nullable Campaign campaign) {
        return new Context("web", "mobile", "US", "Chicago", campaign);
    }
}
