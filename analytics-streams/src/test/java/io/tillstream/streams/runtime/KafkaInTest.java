package io.tillstream.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.RejectedHeaders;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.streams.customer.PassMeter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other teams write to the event topic themselves: whatever they write, under whatever key and with whatever headers, is accounted for. */
class KafkaInTest {

    private static final Instant START = Instant.parse("2024-03-05T09:00:00Z");

    private final Tally tally = new Tally();
    private final EngineDriver engine;

    /** Counts what became of records. */
    private static final class Tally implements PassMeter {

        private int counted;
        private int repeated;
        private int rejected;

        @Override
        public void counted() {
            counted++;
        }

        @Override
        public void duplicate() {
            repeated++;
        }

        @Override
        public void ignored() {}

        @Override
        public void rejected() {
            rejected++;
        }
    }

    KafkaInTest(@TempDir Path state) {
        engine = new EngineDriver(state, START, properties -> new EngineTopology(
                        properties, new BusinessTime(ZoneOffset.UTC), new EventReader("USD"), tally, 1)
                .build());
    }

    @BeforeEach
    void begin() {
        engine.advanceTo(START);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void shouldAccountForEveryRecordWhateverItIs() {
        Random random = new Random(21);
        List<byte @Nullable []> wrong = new ArrayList<>();
        int good = 0;
        int again = 0;
        int sent = 400;
        for (int i = 0; i < sent; i++) {
            Instant at = START.plusSeconds(i);
            String customer = "c-" + random.nextInt(20);
            byte[] event = purchase(customer, "e-" + i, "o-" + i);
            switch (random.nextInt(8)) {
                case 0 -> wrong.add(send(null, event, at));
                case 1 -> wrong.add(send("c-" + (100 + random.nextInt(9)), event, at));
                case 2 -> wrong.add(send(customer, null, at));
                case 3 -> wrong.add(send(customer, cut(event, random), at));
                case 4 -> {
                    byte[] noise = new byte[random.nextInt(60)];
                    random.nextBytes(noise);
                    wrong.add(send(customer, noise, at));
                }
                case 5 -> {
                    send(customer, event, at);
                    send(customer, event, at);
                    good++;
                    again++;
                }
                default -> {
                    send(customer, event, at);
                    good++;
                }
            }
        }

        assertThat(tally.counted).isEqualTo(good);
        assertThat(tally.repeated).isEqualTo(again);
        assertThat(tally.rejected).isEqualTo(wrong.size());
        assertThat(good + wrong.size()).isEqualTo(sent);
        List<TestRecord<byte[], byte[]>> rejected = engine.records(TopicCatalogue.REJECTED);
        assertThat(rejected).hasSameSizeAs(wrong);
        for (int i = 0; i < wrong.size(); i++) {
            assertThat(rejected.get(i).value()).isEqualTo(wrong.get(i));
        }
        engine.settle();
        assertThat(engine.latest(TopicCatalogue.SALES, "all||total|", SalesCell.class)
                        .get("all"))
                .satisfies(cell -> assertThat(cell).isNotNull())
                .extracting(SalesCell::orders)
                .isEqualTo((long) good);
    }

    @Test
    void shouldNotBelieveForgedHeaders() {
        RecordHeaders forged = new RecordHeaders();
        forged.add(RejectedHeaders.ORIGIN, bytes("commerce.events.v1-9@99"));
        forged.add(RejectedHeaders.FIELD, bytes("nothing"));
        engine.sendRecord(new TestRecord<>(bytes("c-1"), bytes("no event"), forged, START));

        assertThat(engine.records(TopicCatalogue.REJECTED)).singleElement().satisfies(record -> {
            assertThat(last(record, RejectedHeaders.ORIGIN)).isEqualTo("commerce.events.v1-0@0");
            assertThat(last(record, RejectedHeaders.FIELD)).isEqualTo("$");
        });
    }

    /** Whoever may write to the topic may speak for any customer; ids that another customer used take nothing away from this one. */
    @Test
    void shouldCountAnEventIdOncePerCustomer() {
        send("c-1", purchase("c-1", "same", "o-1"), START);
        send("c-2", purchase("c-2", "same", "o-2"), START);

        assertThat(tally.counted).isEqualTo(2);
        engine.settle();
        Map<String, CustomerProfile> profiles = engine.latest(TopicCatalogue.PROFILES, CustomerProfile.class);
        assertThat(profiles).hasSize(2).allSatisfy((id, profile) -> assertThat(profile.orders())
                .isEqualTo(1));
    }

    private byte @Nullable [] send(@Nullable String key, byte @Nullable [] value, Instant at) {
        engine.sendRecord(new TestRecord<>(key == null ? null : bytes(key), value, at));
        return value;
    }

    private static byte[] cut(byte[] event, Random random) {
        return java.util.Arrays.copyOf(event, random.nextInt(event.length));
    }

    private static byte[] purchase(String customer, String id, String order) {
        return bytes("{\"event_id\":\"" + id + "\",\"action\":\"purchase\",\"customer_id\":\"" + customer
                + "\",\"timestamp\":\"2024-03-05T08:00:00Z\",\"order_id\":\"" + order
                + "\",\"items\":[{\"product_id\":\"p\",\"price\":5,\"quantity\":1}]}");
    }

    private static String last(TestRecord<byte[], byte[]> record, String header) {
        return new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
