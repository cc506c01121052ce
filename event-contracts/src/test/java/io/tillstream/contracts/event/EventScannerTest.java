package io.tillstream.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast way is taken where it should be, or it would rot unseen. */
class EventScannerTest {

    private static final Instant NOW = Instant.parse("2024-01-02T00:00:00Z");

    private final EventWriter writer = new EventWriter();
    private final EventReader reader = new EventReader("USD");

    @Test
    void shouldTakeEveryUsualDocument() throws Exception {
        for (byte[] document : UsualDocuments.all()) {
            assertTaken(document);
        }
    }

    @Test
    void shouldTakeTheCanonicalFormOfEveryAction() throws Exception {
        for (CommerceEvent event : (Iterable<CommerceEvent>) EventSamples.all()::iterator) {
            byte[] document = writer.write(event);
            // lists and objects within properties are rare
            if (!event.envelope().properties().containsKey("deep")) {
                assertTaken(document);
            } else {
                byte[] simple = new String(document, StandardCharsets.UTF_8)
                        .replaceFirst("\"deep\":\\{\"list\":\\[true,\"x\",\\{\\}\\]\\}", "\"deep\":\"\"")
                        .getBytes(StandardCharsets.UTF_8);
                assertTaken(simple);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"event\\u005fid\":\"e-1\"",
                "\"event_id\":\"e-2\",\"event_id\":\"e-1\"",
                "\"event_id\":\"e-1\",\"tags\":[]",
                "\"event_id\":\"e-1\",\"value\":1e2",
                "\"event_id\":\"e-1\",\"context\":{\"ip\":\"x\"}",
                "\"event_id\":\"e-1\",\"note\":\"\\ud83d\""
            })
    void shouldLeaveWhatIsRare(String fields) {
        byte[] document = ("{\"action\":\"page_view\"," + fields + "}").getBytes(StandardCharsets.UTF_8);

        assertThat(EventScanner.remembering().scan(document, 0, document.length))
                .isNull();
    }

    @Test
    void shouldGiveTheSameStringForATextThatComesAgain() throws Exception {
        byte[] document = writer.write(sample());

        CommerceEvent.AddToCart first = (CommerceEvent.AddToCart) reader.read(document, NOW);
        CommerceEvent.AddToCart again = (CommerceEvent.AddToCart) reader.read(document.clone(), NOW);

        assertThat(again.items().getFirst().productId())
                .isSameAs(first.items().getFirst().productId());
        assertThat(again.envelope().context().channel())
                .isSameAs(first.envelope().context().channel());
        assertThat(again.key()).isSameAs(first.key());
    }

    @Test
    void shouldReadFromThePartOfAnArrayAlone() throws Exception {
        byte[] document = writer.write(sample());
        for (int before = 0; before < 9; before++) {
            for (int after = 0; after < 9; after++) {
                byte[] array = "\"".repeat(before + document.length + after).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(document, 0, array, before, document.length);

                assertThat(reader.read(array, before, document.length, NOW)).isEqualTo(sample());
                assertThat(EventScanner.forgetful().scan(array, before, document.length - 1))
                        .isNull();
            }
        }
    }

    @Test
    void shouldServeManyThreads() throws Exception {
        List<byte[]> documents = UsualDocuments.all();
        List<CommerceEvent> expected = new ArrayList<>();
        for (byte[] document : documents) {
            expected.add(reader.readCarefully(document, 0, document.length, NOW));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int thread = 0; thread < 40; thread++) {
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 200; i++) {
                        int which = i % documents.size();
                        if (!reader.read(documents.get(which), NOW).equals(expected.get(which))) {
                            return false;
                        }
                    }
                    return true;
                }));
            }
            for (Future<Boolean> one : all) {
                assertThat(one.get()).isTrue();
            }
        }
    }

    private void assertTaken(byte[] document) throws InvalidEventException {
        String text = new String(document, StandardCharsets.UTF_8);
        assertThat(EventScanner.forgetful().scan(document, 0, document.length))
                .as(text)
                .isNotNull();
        assertThat(reader.read(document, NOW)).isEqualTo(reader.readCarefully(document, 0, document.length, NOW));
    }

    private static CommerceEvent sample() {
        Envelope envelope = new Envelope(
                "e-1",
                "c-1",
                null,
                "s-1",
                Instant.parse("2024-01-01T12:00:00.250Z"),
                "USD",
                new Context("web", "mobile", "US", "Chicago", null),
                Map.of());
        return new CommerceEvent.AddToCart(
                envelope, "k", List.of(new Item("p-1", "Bücher", "Books", "Acme", 29_990_000, 2, 0, null)));
    }
}
