package io.tillstream.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SeasonalityCell;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicSpec;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an earlier version stored is read by this one. The fixtures hold a random shop's events, the changelogs of all stores after the first of them as
 * version 1 wrote them, and what was published until then.
 */
class StoredStateTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static final int EVENTS_PER_COMMIT = 20;

    private record Sent(byte[] key, byte[] value, Instant receivedAt) {}

    @TempDir
    Path folder;

    private final List<Sent> events = new ArrayList<>();
    private int storedAt;

    @Test
    void shouldGoOnFromStateOfVersionOneAsIfItHadCountedAllEventsItself() throws IOException {
        readEvents();
        Instant then = events.get(storedAt - 1).receivedAt();
        try (ModelCluster fresh = new ModelCluster(
                        folder.resolve("fresh"), 1, events.getFirst().receivedAt(), BERLIN);
                ModelCluster upgraded =
                        new ModelCluster(folder.resolve("upgraded"), then, BERLIN, readStores(), readPublished())) {
            send(fresh, 0, storedAt);
            send(fresh, storedAt, events.size());
            send(upgraded, storedAt, events.size());
            fresh.quiet();
            upgraded.quiet();
            // facets that version 1 did not have count from the upgrade on, see docs/replay.md: their topics, and in
            // profiles what was bought at a discount, by
            // brand and by season, points, and the first visit
            FinalState.assertSameBut(
                    List.of("behaviours", "loyalty", "first_touch_channel", "first_touch_campaign"),
                    readPublished().keySet(),
                    upgraded,
                    fresh);
        }
    }

    @Test
    void shouldPublishWhatVersionOnePublished() throws IOException {
        readEvents();
        Map<String, TreeMap<String, byte[]>> before = readPublished();
        try (ModelCluster fresh = new ModelCluster(folder, 1, events.getFirst().receivedAt(), BERLIN)) {
            send(fresh, 0, storedAt);
            fresh.quiet();
            assertThat(facts(fresh.latest(TopicCatalogue.PROFILES, CustomerProfile.class)))
                    .isEqualTo(facts(read(before, TopicCatalogue.PROFILES, CustomerProfile.class)));
            assertThat(fresh.latest(TopicCatalogue.SALES, SalesCell.class))
                    .containsExactlyInAnyOrderEntriesOf(read(before, TopicCatalogue.SALES, SalesCell.class));
            assertThat(fresh.latest(TopicCatalogue.SEASONALITY, SeasonalityCell.class))
                    .containsExactlyInAnyOrderEntriesOf(
                            read(before, TopicCatalogue.SEASONALITY, SeasonalityCell.class));
        }
    }

    private static <T> Map<String, T> read(
            Map<String, TreeMap<String, byte[]>> published, TopicSpec topic, Class<T> type) {
        OutputJson<T> json = OutputJson.of(type);
        Map<String, T> values = new TreeMap<>();
        Objects.requireNonNull(published.get(topic.name())).forEach((key, value) -> values.put(key, json.read(value)));
        return values;
    }

    private static Map<String, List<Object>> facts(Map<String, CustomerProfile> profiles) {
        Map<String, List<Object>> facts = new TreeMap<>();
        profiles.forEach((key, profile) -> facts.put(
                key,
                List.of(
                        profile.orders(),
                        profile.units(),
                        profile.grossMicros(),
                        profile.refundMicros(),
                        profile.sessions(),
                        profile.activeDays(),
                        profile.productVariety(),
                        profile.firstSeenAt(),
                        profile.lastSeenAt())));
        return facts;
    }

    private void send(ModelCluster cluster, int from, int to) {
        int sent = 0;
        for (Sent event : events.subList(from, to)) {
            cluster.append(event.key(), event.value(), event.receivedAt());
            if (++sent % EVENTS_PER_COMMIT == 0) {
                cluster.tick(0);
                cluster.work(0, Integer.MAX_VALUE);
                cluster.commit(0);
            }
        }
    }

    private void readEvents() throws IOException {
        try (DataInputStream in = open("events")) {
            int count = in.readInt();
            storedAt = in.readInt();
            for (int i = 0; i < count; i++) {
                Instant receivedAt = Instant.ofEpochMilli(in.readLong());
                events.add(new Sent(bytes(in), bytes(in), receivedAt));
            }
        }
    }

    private static Map<String, Map<Bytes, byte[]>> readStores() throws IOException {
        Map<String, Map<Bytes, byte[]>> stores = new LinkedHashMap<>();
        try (DataInputStream in = open("stores")) {
            for (int left = in.readInt(); left > 0; left--) {
                Map<Bytes, byte[]> content = stores.computeIfAbsent(in.readUTF(), name -> new LinkedHashMap<>());
                for (int rows = in.readInt(); rows > 0; rows--) {
                    content.put(Bytes.wrap(bytes(in)), bytes(in));
                }
            }
        }
        return stores;
    }

    private static Map<String, TreeMap<String, byte[]>> readPublished() throws IOException {
        Map<String, TreeMap<String, byte[]>> published = new TreeMap<>();
        try (DataInputStream in = open("published")) {
            for (int left = in.readInt(); left > 0; left--) {
                TreeMap<String, byte[]> values = published.computeIfAbsent(in.readUTF(), name -> new TreeMap<>());
                for (int rows = in.readInt(); rows > 0; rows--) {
                    values.put(new String(bytes(in), StandardCharsets.UTF_8), bytes(in));
                }
            }
        }
        return published;
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }

    private static DataInputStream open(String name) throws IOException {
        return new DataInputStream(new BufferedInputStream(new GZIPInputStream(
                Objects.requireNonNull(StoredStateTest.class.getResourceAsStream("/state/v1/" + name + ".bin.gz")))));
    }
}
