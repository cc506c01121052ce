package io.tillstream.stack.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.event.EventWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartitionCheckTest {

    private static final Instant NOON = Instant.parse("2025-06-02T12:00:00Z");

    private final Recount recount = new Recount(null, ZoneOffset.UTC);
    private final EventWriter writer = new EventWriter();

    @Test
    void shouldAccountForEveryRecordOfAPartition() {
        accept(2, new CommerceEvent.PageView(at("a", NOON), "/", null));
        accept(2, new CommerceEvent.PageView(at("a", NOON), "/", null));
        accept(2, new CommerceEvent.PageView(at("b", NOON.minus(Duration.ofHours(2))), "/", null));
        accept(2, new CommerceEvent.AdSpend(at("c", NOON), "search", 1));
        recount.accept(new byte[] {1}, "{".getBytes(StandardCharsets.UTF_8), 2, 77, NOON);
        accept(5, new CommerceEvent.PageView(at("a", NOON), "/", null));

        PartitionTally tally = tallies().get(2);
        assertThat(tally).isNotNull();
        assertThat(tally.records).isEqualTo(5);
        assertThat(tally.counted).isEqualTo(2);
        assertThat(tally.late).isEqualTo(1);
        assertThat(tally.repeated).isEqualTo(1);
        assertThat(tally.noCustomers).isEqualTo(1);
        assertThat(tally.rejected).isEqualTo(1);
        assertThat(differing("commerce.events.v1-2@77")).isZero();
    }

    @Test
    void shouldMissARejectedRecordThatIsNowhereAndOneThatIsThereTwice() {
        recount.accept(new byte[] {1}, "{".getBytes(StandardCharsets.UTF_8), 2, 77, NOON);
        assertThat(differing()).isEqualTo(1);
        assertThat(differing("commerce.events.v1-1@77")).isEqualTo(1);
        assertThat(differing("commerce.events.v1-2@77", "commerce.events.v1-2@77"))
                .isEqualTo(1);
        assertThat(differing("commerce.events.v1-2@77")).isZero();
    }

    private long differing(String... rejectedOrigins) {
        PartitionCheck check = new PartitionCheck(tallies());
        for (String origin : rejectedOrigins) {
            check.foundRejected(origin);
        }
        Family family = new Family("partitions of the log");
        check.finish(family);
        return family.differingCount();
    }

    private Map<Integer, PartitionTally> tallies() {
        return recount.finish(NOON).books().partitions();
    }

    private void accept(int partition, CommerceEvent event) {
        recount.accept(event.key().getBytes(StandardCharsets.UTF_8), writer.write(event), partition, 0, NOON);
    }

    private static Envelope at(String id, Instant when) {
        return new Envelope("e-" + id, "ada", null, null, when, null, Context.UNKNOWN, Map.of());
    }
}
