package io.tillstream.dashboard.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillstream.dashboard.channel.Channel;
import io.tillstream.dashboard.live.ChannelHub;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublisherTest {

    private static final Instant NOON = Instant.parse("2024-05-01T12:00:00Z");

    /** Counts how often its state was asked for, which is when it is published. */
    private static final class Counter implements Channel {
        private final String name;
        private long version;
        private int published;

        private Counter(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long version(Instant now) {
            return version;
        }

        @Override
        public ObjectNode data(Instant now) {
            published++;
            return JsonNodeFactory.instance.objectNode().put("version", version);
        }
    }

    private final Counter figures = new Counter("figures");
    private final Counter status = new Counter("status");
    private final ChannelHub hub =
            new ChannelHub(List.of("figures", "status"), Clock.fixed(NOON, ZoneOffset.UTC), Duration.ofMinutes(1));
    private final Publisher publisher = new Publisher(hub, Duration.ofSeconds(1), List.of(figures, status), status);

    @Test
    void shouldPublishTheFirstChangeAtOnceAndTheNextWhenASecondIsOver() {
        publisher.publish(NOON, true);
        assertThat(figures.published).isEqualTo(1);
        publisher.publish(NOON.plusSeconds(60), true);
        assertThat(figures.published).as("no change").isEqualTo(1);

        figures.version++;
        publisher.publish(NOON.plusSeconds(60), true);
        assertThat(figures.published).as("at once after silence").isEqualTo(2);

        figures.version++;
        publisher.publish(NOON.plusMillis(60_999), true);
        assertThat(figures.published).as("not within the second").isEqualTo(2);
        publisher.publish(NOON.plusMillis(61_000), true);
        assertThat(figures.published).as("when it is over").isEqualTo(3);
    }

    @Test
    void shouldShowOnlyTheStatusWhileHistoryIsRead() {
        publisher.publish(NOON, false);
        publisher.publish(NOON.plusSeconds(5), false);
        assertThat(status.published).isEqualTo(1);
        assertThat(figures.published).isZero();
        publisher.publish(NOON.plusSeconds(6), true);
        assertThat(figures.published).isEqualTo(1);
    }
}
