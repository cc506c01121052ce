package io.tillstream.ingest.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConsentsTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final Consents consents = new Consents(Set.of("analytics", "tracking"));

    private void say(String customer, String purpose, boolean granted, Instant at) {
        consents.note(new CommerceEvent.ConsentChanged(
                new Envelope("e", customer, null, null, at, null, Context.UNKNOWN, Map.of()), purpose, granted));
    }

    @Test
    void shouldKnowWhatAPersonSaidLast() {
        say("c", "analytics", false, NOON);
        say("c", "Analytics", true, NOON.plusSeconds(1));
        say("c", "analytics", false, NOON.minusSeconds(1));

        assertThat(consents.analytics("c")).isTrue();
        assertThat(consents.analytics("d")).isNull();
    }

    @Test
    void shouldTakeNoForNoWhateverElseWasGranted() {
        say("c", "tracking", false, NOON);
        say("c", "analytics", true, NOON.plusSeconds(9));

        assertThat(consents.analytics("c")).isFalse();
    }

    @Test
    void shouldNotHeedOtherPurposes() {
        say("c", "marketing", false, NOON);

        assertThat(consents.analytics("c")).isNull();
    }
}
