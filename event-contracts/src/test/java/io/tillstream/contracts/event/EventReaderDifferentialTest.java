package io.tillstream.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.CharConversionException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The fast way and the careful way say the same of every document, and agree with databind on what is JSON. {@code -Dtillstream.fuzz.documents=N} reads
 * more, {@code -Dtillstream.fuzz.seed=N} others.
 */
class EventReaderDifferentialTest {

    private static final Instant NOW = Instant.parse("2024-01-02T00:00:00Z");
    private static final int DOCUMENTS = Integer.getInteger("tillstream.fuzz.documents", 200_000);
    private static final int RIGHT_TO_WRONG = 6;
    private static final long SEED = Long.getLong("tillstream.fuzz.seed", 20_240_101);

    private final EventReader reader = new EventReader("USD");
    private final EventScanner scanner = EventScanner.remembering();
    private final ObjectMapper databind = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(EventBounds.MAX_NESTING + 8)
                            .maxNumberLength(400)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Test
    void shouldSayTheSameInBothWays() throws IOException {
        List<byte[]> documents = bases();
        DocumentMutations mutations = new DocumentMutations(SEED);
        Random random = new Random(SEED);
        int accepted = 0;
        int scanned = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            byte[] document = mutations.mutate(documents.get(random.nextInt(documents.size())));
            Outcome fast = outcome(document, true);

            if (!fast.equals(outcome(document, false))) {
                assertThat(fast)
                        .as("document %d: %s", i, new String(document, StandardCharsets.UTF_8))
                        .isEqualTo(outcome(document, false));
            }
            checkAgainstDatabind(document, fast);
            accepted += fast.event() == null ? 0 : 1;
            scanned += scanner.scan(document, 0, document.length) == null ? 0 : 1;
        }
        // else the test would compare the careful way with itself, or see nothing but refusals
        assertThat(accepted).isBetween(DOCUMENTS / 5, DOCUMENTS * 4 / 5);
        assertThat(scanned).isGreaterThan(DOCUMENTS / 5);
    }

    private static List<byte[]> bases() throws IOException {
        EventWriter writer = new EventWriter();
        List<byte[]> right = new ArrayList<>(UsualDocuments.all());
        EventSamples.all().map(writer::write).forEach(right::add);
        EventSamples.all()
                .map(writer::write)
                .map(json -> new String(json, StandardCharsets.UTF_8)
                        .replace("\"deep\":{\"list\":[true,\"x\",{}]}", "\"deep\":1.25")
                        .getBytes(StandardCharsets.UTF_8))
                .forEach(right::add);
        // most that are changed become wrong: begin with more that are right
        List<byte[]> documents = new ArrayList<>();
        for (int i = 0; i < RIGHT_TO_WRONG; i++) {
            documents.addAll(right);
        }
        try (Stream<Path> files = Files.list(Path.of("src", "test", "resources", "malformed"))) {
            for (Path file : files.sorted().toList()) {
                if (Files.size(file) < 4_000) {
                    documents.add(Files.readAllBytes(file));
                }
            }
        }
        return documents;
    }

    private void checkAgainstDatabind(byte[] document, Outcome outcome) throws IOException {
        JsonNode tree;
        try {
            tree = databind.readTree(document);
        } catch (JsonProcessingException | CharConversionException e) {
            tree = null;
        }
        CommerceEvent event = outcome.event();
        String text = new String(document, StandardCharsets.UTF_8);
        if (event == null) {
            if (outcome.reason().startsWith("is not valid JSON")) {
                assertThat(tree).as(text).isNull();
            }
            return;
        }
        assertThat(tree).as(text).isNotNull();
        checkId(event.envelope().eventId(), tree.get("event_id"));
        assertThat(event.action().wireName()).isEqualTo(tree.get("action").asText());
        if (event instanceof CommerceEvent.CartEvent cart && tree.path("items").isArray()) {
            for (int i = 0; i < cart.items().size(); i++) {
                JsonNode item = tree.get("items").get(i);
                checkId(cart.items().get(i).productId(), item.get("product_id"));
                String title = item.path("title").asText("");
                assertThat(cart.items().get(i).title())
                        .isEqualTo(title.isEmpty() || item.path("title").isNull() ? null : title);
            }
        }
    }

    /** An id that is a number keeps its digits as they were sent; databind makes 0 of -0. */
    private static void checkId(String id, JsonNode sent) {
        if (sent.isTextual()) {
            assertThat(id).isEqualTo(sent.asText());
        } else {
            assertThat(new BigDecimal(id)).isEqualByComparingTo(sent.decimalValue());
        }
    }

    private Outcome outcome(byte[] document, boolean fast) {
        try {
            return new Outcome(
                    fast ? reader.read(document, NOW) : reader.readCarefully(document, 0, document.length, NOW),
                    "",
                    "");
        } catch (InvalidEventException e) {
            return new Outcome(null, e.field(), e.reason());
        } catch (RuntimeException e) {
            throw new AssertionError("failed over " + new String(document, StandardCharsets.UTF_8), e);
        }
    }

    /** What became of a document. */
    private record Outcome(@Nullable CommerceEvent event, String field, String reason) {}
}
