package io.tillstream.query.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs by the rule of the engine's cells, told by hand. */
class FunnelRunsTest {

    private static final BusinessTime BERLIN = new BusinessTime(ZoneId.of("Europe/Berlin"));
    private static final Filters ALL = new Filters(null, null, Map.of());

    private static FunnelRuns.Event event(String who, String at, int step, String channel) {
        return new FunnelRuns.Event(
                who, Instant.parse("2024-03-" + at + "Z"), step, channel, step == 0 ? "mobile" : "desktop", "DE");
    }

    private static List<FunnelCounts> told(Filters filters, String by, FunnelRuns.Event... events) {
        FunnelRuns runs = new FunnelRuns(filters, by, BERLIN);
        for (FunnelRuns.Event event : events) {
            runs.add(event);
        }
        return runs.counts();
    }

    @Test
    void shouldCountAStepOnlyAfterTheOneBeforeIt() {
        assertThat(told(
                        ALL,
                        "all",
                        event("ann", "01T10:00:00", 0, "web"),
                        event("ann", "01T10:01:00", 2, "web"),
                        event("ann", "01T10:02:00", 1, "web"),
                        event("ann", "01T10:03:00", 2, "web"),
                        event("ann", "01T10:04:00", 4, "web"),
                        event("ann", "01T10:05:00", 3, "web"),
                        event("ann", "01T10:06:00", 4, "web"),
                        event("ann", "01T10:07:00", 4, "web")))
                .describedAs("the purchases before the checkout and after the whole run are direct ones")
                .containsExactly(FunnelCounts.of("all", 1, 1, 1, 1, 1, 2));
    }

    @Test
    void shouldEndARunWithItsSessionButNotWithinADayOfItsFirstEvent() {
        assertThat(told(
                        ALL,
                        "all",
                        event("ann", "01T10:00:00", 0, "web"),
                        event("ann", "02T10:00:00", 1, "web"),
                        event("ann", "02T10:29:59", 2, "web"),
                        event("ann", "02T10:59:59", 3, "web"),
                        event("bob", "02T11:00:00", 4, "web")))
                .describedAs(
                        "24 h are within, half an hour after the last event is not; bob goes on with no run of ann")
                .containsExactly(FunnelCounts.of("all", 2, 1, 1, 0, 0, 1));
    }

    @Test
    void shouldGiveARunTheDayAndPlaceOfItsFirstEvent() {
        FunnelRuns.Event[] events = {
            event("ann", "01T22:59:00", 0, "web"),
            event("ann", "01T23:01:00", 1, "app"),
            event("bob", "01T23:01:00", 1, "app"),
            event("bob", "03T12:00:00", 4, "store")
        };
        assertThat(told(ALL, "day", events))
                .containsExactly(
                        FunnelCounts.of("2024-03-01", 1, 1, 0, 0, 0, 0),
                        FunnelCounts.of("2024-03-02", 1, 1, 0, 0, 0, 0),
                        FunnelCounts.of("2024-03-03", 0, 0, 0, 0, 0, 1));
        assertThat(told(ALL, "channel", events))
                .containsExactly(
                        FunnelCounts.of("app", 1, 1, 0, 0, 0, 0),
                        FunnelCounts.of("web", 1, 1, 0, 0, 0, 0),
                        FunnelCounts.of("store", 0, 0, 0, 0, 0, 1));
        Filters secondOnWeb =
                new Filters(LocalDate.of(2024, 3, 2), LocalDate.of(2024, 3, 2), Map.of(Parameter.CHANNEL, "web"));
        assertThat(told(secondOnWeb, "all", events)).isEmpty();
        Filters mobile = new Filters(null, LocalDate.of(2024, 3, 2), Map.of(Parameter.DEVICE, "mobile"));
        assertThat(told(mobile, "all", events)).containsExactly(FunnelCounts.of("all", 1, 1, 0, 0, 0, 0));
    }
}
