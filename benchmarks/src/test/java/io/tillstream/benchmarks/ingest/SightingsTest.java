package io.tillstream.benchmarks.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class SightingsTest {

    private final Sightings sightings = new Sightings("outage");

    @Test
    void shouldTellWhatIsLostAndWhatStandsThereTwice() {
        for (int number = 0; number < TrackedLoad.BATCH; number++) {
            see("outage", 7, number);
        }
        for (int number = 0; number < TrackedLoad.BATCH - 3; number++) {
            see("outage", 8, number);
        }
        see("outage", 7, 0);
        see("outage", 7, 0);
        see("outage", 8, 5);
        see("outage", 9, 1);
        see("ending", 7, 1);
        sightings.add("{\"action\":\"view_item\"}");

        // of the three batches that were acknowledged three events of the second lack and all of the third; the last
        // was never acknowledged
        assertThat(sightings.against(Set.of(7L, 8L, 10L)))
                .isEqualTo(new Logged(3 + TrackedLoad.BATCH, 2, 2L * TrackedLoad.BATCH - 3 + 1));
    }

    @Test
    void shouldLoseNothingOfNothing() {
        assertThat(sightings.against(Set.of())).isEqualTo(new Logged(0, 0, 0));
    }

    private void see(String run, long batch, int number) {
        sightings.add(
                "{\"action\":\"view_item\",\"event_id\":\"%s-%d-%d\",\"quantity\":1}".formatted(run, batch, number));
    }
}
