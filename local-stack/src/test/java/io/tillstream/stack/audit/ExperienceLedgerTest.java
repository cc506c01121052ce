package io.tillstream.stack.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.output.ExperienceCell;
import io.tillstream.contracts.output.ExperienceCell.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ExperienceLedgerTest {

    private static final Instant NOON = Instant.parse("2024-01-01T12:00:00Z");

    private final Shop shop = new Shop();

    @Test
    void shouldCountAnswersAndTicketsAsTheyStand() {
        shop.arriving(NOON.plusSeconds(86_400))
                .log(new CommerceEvent.SurveyAnswered(shop.envelope("c", NOON, "s1"), "nps", 9, "Good."))
                .log(new CommerceEvent.SurveyAnswered(shop.envelope("c", NOON, "s2"), "nps", 6, null))
                .log(new CommerceEvent.TicketResolved(shop.envelope("c", NOON.plusSeconds(7_200), "t3"), "t", 5))
                .log(new CommerceEvent.TicketOpened(shop.envelope("c", NOON, "t1"), "t", "delivery", null))
                .log(new CommerceEvent.TicketUpdated(
                        shop.envelope("c", NOON.plusSeconds(3_600), "t2"), "t", "in_progress"));

        ExperienceCell all = cell("total");
        assertThat(all.nps()).isEqualTo(new ExperienceCell.Nps(2, 1, 1));
        assertThat(all.texts()).isEqualTo(new ExperienceCell.Texts(0, 1, 0, 0));
        assertThat(all.support())
                .isEqualTo(new ExperienceCell.Support(
                        1, 1, 0, 1, 1, 1, 5, List.of(new Duration(3_600, 1)), List.of(new Duration(7_200, 1))));
        assertThat(cell("category").value()).isEqualTo("delivery");
    }

    @Test
    void shouldTakeOverOnlyWhatIsNearEnough() {
        shop.arriving(NOON.plusSeconds(86_400))
                .log(new CommerceEvent.SurveyAnswered(shop.envelope("c", NOON, "s1"), "nps", 9, "Good."))
                .log(new CommerceEvent.TicketOpened(shop.envelope("c", NOON, "t1"), "t", "delivery", null))
                .log(new CommerceEvent.TicketResolved(shop.envelope("c", NOON.plusSeconds(3_600), "t2"), "t", null));

        assertThat(like(3_616, 1, 1)).isEqualTo(stored(3_616, 1, 1));
        assertThat(like(3_700, 1, 1)).isNotEqualTo(stored(3_700, 1, 1));
        assertThat(like(3_616, 2, 1)).isNotEqualTo(stored(3_616, 2, 1));
        assertThat(like(3_616, 1, 2)).isNotEqualTo(stored(3_616, 1, 2));
    }

    private ExperienceCell like(long seconds, long count, long positive) {
        return Objects.requireNonNull(shop.count().experienceLike(stored(seconds, count, positive)));
    }

    private ExperienceCell stored(long seconds, long count, long positive) {
        ExperienceCell right = cell("total");
        List<Duration> durations = List.of(new Duration(seconds, count));
        return new ExperienceCell(
                right.day(),
                right.dimension(),
                right.value(),
                right.nps(),
                right.csat(),
                right.satisfaction(),
                right.feedback(),
                new ExperienceCell.Texts(positive, 0, 0, 4_404),
                new ExperienceCell.Support(1, 1, 0, 1, 0, 0, 0, durations, durations),
                Instant.EPOCH);
    }

    private ExperienceCell cell(String dimension) {
        return shop.count().experience().stream()
                .filter(cell -> cell.dimension().equals(dimension))
                .findFirst()
                .orElseThrow();
    }
}
