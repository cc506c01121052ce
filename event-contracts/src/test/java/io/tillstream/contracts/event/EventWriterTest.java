package io.tillstream.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventWriterTest {

    private static final Instant NOW = Instant.parse("2024-01-02T00:00:00Z");
    private static final int MUTATIONS = 300;

    private final EventReader reader = new EventReader("USD");
    private final EventWriter writer = new EventWriter();

    static Stream<CommerceEvent> samples() {
        return EventSamples.all();
    }

    @Test
    void shouldHaveSamplesOfEveryAction() {
        assertThat(samples().map(CommerceEvent::action)).contains(Action.values());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldBeReadBackToAnEqualEvent(CommerceEvent event) throws Exception {
        assertThat(reader.read(writer.writeWithPersonalData(event), NOW)).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldBeWrittenTheSameAgain(CommerceEvent event) throws Exception {
        byte[] once = writer.write(event);

        assertThat(writer.write(reader.read(once, NOW))).isEqualTo(once);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldEitherReadOrRefuseWhateverIsSent(CommerceEvent event) throws Exception {
        byte[] json = writer.writeWithPersonalData(event);
        Random random = new Random(json.length);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = json.clone();
            for (int k = random.nextInt(4); k >= 0; k--) {
                String interesting = "{}[]\",:\\u0-9eE.ntf";
                mutated[random.nextInt(mutated.length)] = random.nextBoolean()
                        ? (byte) interesting.charAt(random.nextInt(interesting.length()))
                        : (byte) random.nextInt(256);
            }
            try {
                CommerceEvent read = reader.read(mutated, NOW);
                assertThat(reader.read(writer.writeWithPersonalData(read), NOW)).isEqualTo(read);
            } catch (InvalidEventException e) {
                assertThat(e.field()).isNotBlank();
                assertThat(e.reason()).isNotBlank();
            }
        }
    }

    @Test
    void shouldWriteCanonicalJson() {
        CommerceEvent event = samples()
                .filter(sample -> sample.action() == Action.PURCHASE)
                .findFirst()
                .orElseThrow();
        Envelope envelope = event.envelope();
        CommerceEvent plain = new CommerceEvent.Purchase(
                new Envelope(
                        envelope.eventId(),
                        envelope.customerId(),
                        null,
                        null,
                        envelope.timestamp(),
                        "USD",
                        envelope.context(),
                        Map.of("note", "x")),
                "o-1",
                null,
                ((CommerceEvent.Purchase) event).items());

        assertThat(new String(writer.write(plain), StandardCharsets.UTF_8))
                .isEqualTo("{\"event_id\":\"e-1\",\"action\":\"purchase\",\"customer_id\":\"c-1\","
                        + "\"timestamp\":\"2024-01-01T12:00:00.250Z\",\"order_id\":\"o-1\",\"currency\":\"USD\","
                        + "\"value\":58.480001,\"items\":[{\"product_id\":\"p-1\",\"title\":\"Bücher \\\"1\\\"\","
                        + "\"category\":\"Books\",\"brand\":\"Acme\",\"price\":29.99,\"quantity\":2,\"discount\":1.5,"
                        + "\"image\":\"https://shop.example/1.jpg\"},{\"product_id\":\"p-2\",\"price\":0.000001,\"quantity\":1}],"
                        + "\"context\":{\"channel\":\"web\",\"device\":\"mobile\",\"country\":\"US\",\"location\":\"Chicago\","
                        + "\"campaign\":{\"source\":\"news\",\"medium\":\"email\",\"name\":\"spring\"}},"
                        + "\"properties\":{\"note\":\"x\"}}");
    }

    @ParameterizedTest
    @MethodSource("times")
    void shouldWriteTimesAsTheJdkDoes(Instant time) {
        char[] buffer = new char[Timestamps.MAX_CHARS];

        int length = Timestamps.format(time, buffer);

        assertThat(new String(buffer, 0, length)).isEqualTo(time.toString());
        assertThat(Timestamps.parse(time.toString())).isEqualTo(time);
    }

    static Stream<Instant> times() {
        Random random = new Random(7);
        Stream<Instant> edges = Stream.of(
                        "1970-01-01T00:00:00Z",
                        "2000-02-29T23:59:59.999999999Z",
                        "2100-02-28T00:00:00.001Z",
                        "1999-12-31T23:59:59.000001Z",
                        "2024-12-31T00:00:00Z",
                        "9999-12-31T23:59:59Z")
                .map(Instant::parse);
        return Stream.concat(
                edges,
                Stream.generate(() -> Instant.ofEpochSecond(
                                random.nextLong(0, 5_000_000_000L), random.nextInt(3) * 1_001_000L))
                        .limit(200));
    }

    @Test
    void shouldKeepPersonalDataOnTheCustomersTopicAlone() throws Exception {
        CommerceEvent event = reader.read(
                ("{\"event_id\":\"e\",\"action\":\"identify\",\"customer_id\":\"c\",\"timestamp\":\"2024-01-01T12:00:00Z\","
                                + "\"name\":\"Secret Name\",\"email\":\"secret@x.example\",\"phone\":\"555-SECRET\",\"age\":30,"
                                + "\"plan\":\"gold\",\"context\":{\"firstName\":\"Secret\"},"
                                + "\"properties\":{\"traits\":[{\"Last-Name\":\"Secret\",\"height\":1}]}}")
                        .getBytes(StandardCharsets.UTF_8),
                NOW);

        List<ProducerRecord<byte[], byte[]>> records = new EventRecords().of(event);

        assertThat(records)
                .extracting(ProducerRecord::topic)
                .containsExactly(TopicCatalogue.EVENTS.name(), TopicCatalogue.CUSTOMERS.name());
        assertThat(new String(records.get(0).value(), StandardCharsets.UTF_8))
                .doesNotContainIgnoringCase("secret")
                .contains("\"age_group\":\"26-35\"", "\"plan\":\"gold\"", "\"height\":1");
        assertThat(reader.read(records.get(1).value(), NOW)).isEqualTo(event);
        assertThat(records).allSatisfy(message -> assertThat(message.key()).isEqualTo(new byte[] {'c'}));
    }

    @Test
    void shouldSendPersonalDataThatHasNoNameInTheContractToTheCustomersTopicToo() throws Exception {
        CommerceEvent event = reader.read(
                ("{\"event_id\":\"e\",\"action\":\"customer_updated\",\"customer_id\":\"c\","
                                + "\"timestamp\":\"2024-01-01T12:00:00Z\",\"properties\":{\"email_address\":\"secret@x.example\"}}")
                        .getBytes(StandardCharsets.UTF_8),
                NOW);

        List<ProducerRecord<byte[], byte[]>> records = new EventRecords().of(event);

        assertThat(records).hasSize(2);
        assertThat(new String(records.get(0).value(), StandardCharsets.UTF_8)).doesNotContain("secret");
    }

    @Test
    void shouldSendOneRecordForAllOtherEvents() {
        assertThat(samples()
                        .filter(event -> event.action() != Action.IDENTIFY
                                && event.action() != Action.CUSTOMER_UPDATED
                                && event.action() != Action.CONSENT_CHANGED)
                        .map(event -> new EventRecords().of(event)))
                .allSatisfy(
                        records -> assertThat(records).singleElement().satisfies(message -> assertThat(message.topic())
                                .isEqualTo("commerce.events.v1")));
    }

    @Test
    void shouldKeepWhatAPersonSaidLastAboutAPurposeOnATopicOfItsOwn() throws Exception {
        CommerceEvent event = reader.read(
                ("{\"event_id\":\"e\",\"action\":\"consent_changed\",\"anonymous_id\":\"v\",\"timestamp\":\"2024-01-01T12:00:00Z\","
                                + "\"properties\":{\"purpose\":\"analytics\",\"granted\":false}}")
                        .getBytes(StandardCharsets.UTF_8),
                NOW);

        List<ProducerRecord<byte[], byte[]>> records = new EventRecords().of(event);

        assertThat(records)
                .extracting(ProducerRecord::topic)
                .containsExactly(TopicCatalogue.EVENTS.name(), TopicCatalogue.CONSENTS.name());
        assertThat(new String(records.get(1).key(), StandardCharsets.UTF_8)).isEqualTo("anon:v|analytics");
        assertThat(reader.read(records.get(1).value(), NOW)).isEqualTo(event);
    }
}
