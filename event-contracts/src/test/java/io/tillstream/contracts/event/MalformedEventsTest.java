package io.tillstream.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of the corpus is refused with the field and the reason that the manifest names. */
class MalformedEventsTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "malformed");
    private static final Instant NOW = Instant.parse("2024-01-02T00:00:00Z");
    private static final int LEAST = 60;

    private final EventReader reader = new EventReader("USD");

    static Stream<Arguments> corpus() throws IOException {
        return manifest().stream().map(line -> Arguments.of((Object[]) line.split("\t", -1)));
    }

    private static List<String> manifest() throws IOException {
        return Files.readAllLines(FOLDER.resolve("manifest.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corpus")
    void shouldRefuseWithFieldAndReason(String file, String field, String reason) throws IOException {
        byte[] json = Files.readAllBytes(FOLDER.resolve(file));

        InvalidEventException refusal = refusalOf(json);

        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.reason()).contains(reason);
    }

    @Test
    void shouldNameEveryFileOfTheFolder() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> present = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .toList();
            assertThat(present).hasSizeGreaterThanOrEqualTo(LEAST);
            assertThat(manifest().stream().map(line -> line.split("\t", -1)[0]))
                    .containsExactlyInAnyOrderElementsOf(present);
        }
    }

    @Test
    void shouldRefuseATextOfTenMegabytes() {
        byte[] json =
                ("{\"event_id\":\"e-1\",\"note\":\"" + "x".repeat(10 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);

        InvalidEventException refusal = refusalOf(json);

        assertThat(refusal.field()).isEqualTo("$");
        assertThat(refusal.reason()).contains("an event has at most 1,048,576");
    }

    @Test
    void shouldRefuseEveryKindOfBrokenUtf8() {
        for (int first = 0x80; first <= 0xff; first++) {
            byte[] json = "{\"event_id\":\"e-?\",\"action\":\"page_view\"}".getBytes(StandardCharsets.UTF_8);
            json[15] = (byte) first;

            InvalidEventException refusal = refusalOf(json);

            assertThat(refusal.reason())
                    .as("first byte %x", first)
                    .isEqualTo("is not UTF-8 at byte 15; send UTF-8 text");
        }
    }

    @Test
    void shouldNeverQuoteTheDocument() {
        byte[] json = "{\"event_id\":\"e-1\",\"secret\":hunter2}".getBytes(StandardCharsets.UTF_8);

        assertThat(refusalOf(json)).hasMessageNotContaining("hunter2").hasMessageContaining("not valid JSON");
    }

    @Test
    void shouldRefuseEveryDocumentThatIsCutOff() {
        String whole = "{\"event_id\":\"e-1\",\"action\":\"purchase\",\"customer_id\":\"c\",\"order_id\":\"o\","
                + "\"timestamp\":\"2024-01-01T12:00:00Z\",\"items\":[{\"product_id\":\"p\",\"price\":1.5,\"quantity\":2}],"
                + "\"context\":{\"campaign\":{\"name\":\"\\u00e9\"}},\"properties\":{\"a\":[true,null,-1e2]}}";
        for (int length = 0; length < whole.length(); length++) {
            assertThat(refusalOf(whole.substring(0, length).getBytes(StandardCharsets.UTF_8))
                            .field())
                    .as("cut at %d", length)
                    .isEqualTo("$");
        }
    }

    private InvalidEventException refusalOf(byte[] json) {
        InvalidEventException refusal = catchThrowableOfType(InvalidEventException.class, () -> reader.read(json, NOW));
        assertThat(refusal).as("must be refused").isNotNull();
        return refusal;
    }
}
