package io.tillstream.dashboard.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.EventReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ActivityFeedTest {

    private static final Instant NOW = Instant.parse("2024-05-01T12:00:00Z");

    private final ActivityFeed feed = new ActivityFeed();
    private final ActivityChannel channel = new ActivityChannel(feed, new EventReader("USD"));

    @Test
    void shouldCountEventsOfTheLastMinuteBySecondAndAction() {
        read(NOW.minusSeconds(61), "{\"action\":\"search\"}");
        read(NOW.minusSeconds(60), "{\"action\":\"search\"}");
        read(NOW.minusSeconds(1), "{ \"action\" : \"search\" }");
        read(NOW.minusSeconds(1), "{\"action\":\"refund\"}");
        read(NOW, "{\"action\":\"refund\"}");

        long[] seconds = feed.perSecond(NOW);

        assertThat(seconds).hasSize(60).startsWith(1, 0).endsWith(0, 2);
        assertThat(LongStream.of(seconds).sum()).isEqualTo(3);
        assertThat(feed.byAction(NOW)).isEqualTo(Map.of(Action.SEARCH, 2L, Action.REFUND, 1L));
        assertThat(feed.byAction(NOW.plusSeconds(120))).isEmpty();
    }

    @Test
    void shouldKeepCountsOfASecondWhenAnOlderOneComesLate() {
        read(NOW.minusSeconds(1), "{\"action\":\"search\"}");
        read(NOW.minusSeconds(65), "{\"action\":\"search\"}");

        assertThat(feed.perSecond(NOW)).endsWith(1);
    }

    @Test
    void shouldTakeTheEventsOwnActionAndSkipWhatIsNone() {
        read(NOW.minusSeconds(1), "{\"properties\":{\"action\":\"jump\"},\"action\":\"abandon\"}");
        read(NOW.minusSeconds(1), "{\"action\":7}");
        read(NOW.minusSeconds(1), "no event, \"action\"");

        assertThat(feed.byAction(NOW)).isEqualTo(Map.of(Action.ABANDON, 1L));
    }

    @Test
    void shouldShowTheNewestWithoutPersonalDataAndWithoutMalformedOnes() {
        read(NOW, """
                {"event_id":"e1","action":"identify","customer_id":"c-1","timestamp":"2024-05-01T11:59:00Z","name":"Ann Example"}""");
        read(NOW, """
                {"event_id":"e2","action":"view_item","anonymous_id":"v","timestamp":"2024-05-01T11:59:30Z",
                 "items":[{"product_id":"p-1","title":"Lamp","price":5,"quantity":1}]}""");
        read(NOW, "{\"action\":\"purchase\"}");

        JsonNode rows = channel.data(NOW).get("rows");

        assertThat(rows.size()).isEqualTo(2);
        assertThat(rows.get("1").toString())
                .isEqualTo("{\"action\":\"identify\",\"at\":\"2024-05-01T11:59:00Z\",\"customer_id\":\"c-1\"}");
        assertThat(rows.get("2").get("customer_id").asText()).isEqualTo("anon:v");
        assertThat(rows.get("2").get("title").asText()).isEqualTo("Lamp");
        for (int i = 0; i < 100; i++) {
            read(NOW, "{\"action\":\"search\"}");
        }
        assertThat(feed.latest()).hasSize(30);
    }

    private void read(Instant loggedAt, String json) {
        feed.read(new ConsumerRecord<>(
                "events",
                0,
                0,
                loggedAt.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                new byte[0],
                json.getBytes(StandardCharsets.UTF_8),
                new RecordHeaders(),
                Optional.empty()));
    }
}
