package io.tillstream.streams.runtime;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.stack.audit.Recount;
import io.tillstream.stack.audit.RecountResult;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any sequence of events gives, in the engine, exactly what the plain recount of the log gives. */
class EngineAgainstRecountTest {

    private static final Instant START = Instant.parse("2025-03-28T09:00:00Z");
    private static final int EVENTS = 2_500;
    private static final int EVENTS_WITH_JOINS = 700;

    @TempDir
    Path stateDir;

    @ParameterizedTest
    @CsvSource({"1,2,UTC", "2,6,UTC", "3,30,UTC", "4,6,Europe/London", "5,1,America/New_York"})
    void shouldCountWhatTheRecountCounts(long seed, int customers, String zone) {
        shouldCountTheSame(new RandomShop(seed, customers, START), EVENTS, zone);
    }

    @ParameterizedTest
    @CsvSource({"11,2,1,UTC", "12,6,4,UTC", "13,12,30,Europe/London"})
    void shouldGiveVisitorsEventsToTheCustomersTheRecountGivesThemTo(
            long seed, int customers, int visitors, String zone) {
        shouldCountTheSame(new RandomShop(seed, customers, visitors, START), EVENTS_WITH_JOINS, zone);
    }

    private void shouldCountTheSame(RandomShop shop, int events, String zone) {
        Recount recount = new Recount(null, ZoneId.of(zone));
        try (EngineDriver engine = new EngineDriver(stateDir, START, zone)) {
            for (int i = 0; i < events; i++) {
                CommerceEvent event = shop.next();
                engine.send(event, shop.now());
                recount.accept(event, 0, shop.now());
            }
            Instant end = engine.settle();
            RecountResult right = recount.finish(end);
            RecountComparison.assertSame(engine, right);
        }
    }
}
