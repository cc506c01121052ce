package io.tillstream.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.schema.Schemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventSchemasTest {

    private final Schemas schemas = new Schemas();
    private final EventWriter writer = new EventWriter();

    static Stream<CommerceEvent> samples() {
        return EventSamples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldDescribeWhatIsWritten(CommerceEvent event) {
        String schema = event.action().wireName() + ".json";

        assertThat(schemas.problems(schema, text(writer.write(event)))).isEmpty();
        assertThat(schemas.problems(schema, text(writer.writeWithPersonalData(event))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldNotDescribeOtherActions(CommerceEvent event) {
        String other = event.action() == Action.SEARCH ? "page_view.json" : "search.json";

        assertThat(schemas.problems(other, text(writer.write(event)))).isNotEmpty();
    }

    @Test
    void shouldHaveOneSchemaPerAction() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src", "main", "resources", "schemas"))) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("event.json"))
                    .toList();
            assertThat(names)
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(Action.values())
                            .map(action -> action.wireName() + ".json")
                            .toList());
        }
    }

    @Test
    void shouldDescribeTheExampleOfTheContract() {
        assertThat(schemas.problems("add_to_cart.json", """
                        {"event_id":"uuid","action":"add_to_cart","customer_id":"123","anonymous_id":null,"session_id":"s-1",
                         "timestamp":"2024-01-01T12:00:00Z","cart_id":"k","currency":"USD","value":29.99,
                         "items":[{"product_id":"p-9","title":"T","category":"Books","brand":null,"price":29.99,"quantity":1,
                           "discount":0,"image":"i"}],
                         "context":{"channel":"web","device":"mobile","country":"US","location":"Chicago",
                           "campaign":{"source":"s","medium":"m","name":"n"}},
                         "properties":{}}
                        """)).isEmpty();
    }

    /** Events in canonical form that break a bound: the schema and the reader agree. */
    @ParameterizedTest
    @CsvSource({
        "event-id-missing, page_view",
        "event-id-too-long, page_view",
        "customer-missing, page_view",
        "customer-reserved-prefix, page_view",
        "session-too-long, page_view",
        "url-too-long, page_view",
        "timestamp-missing, page_view",
        "timestamp-number, page_view",
        "context-text, page_view",
        "campaign-text, page_view",
        "properties-array, page_view",
        "price-negative, purchase",
        "price-text, purchase",
        "price-too-large, purchase",
        "price-missing, purchase",
        "quantity-zero, purchase",
        "quantity-fraction, purchase",
        "discount-negative, purchase",
        "items-empty, purchase",
        "item-without-product, purchase",
        "item-title-too-long, purchase",
        "order-missing, purchase",
        "value-text, purchase",
        "refund-without-value, refund",
        "refund-of-nothing, refund",
        "survey-csat-0, survey_answered",
        "product-two, product_updated"
    })
    void shouldRefuseWhatTheReaderRefuses(String file, String action) throws IOException {
        String json = Files.readString(Path.of("src", "test", "resources", "malformed", file + ".json"));

        // fields of an action may stand on the top level when sent; the schema describes where they stand on the topic
        String canonical = file.equals("url-too-long")
                ? json.replace("\"url\"", "\"properties\": {\"url\"").replace("\"}", "\"}}")
                : json;
        assertThat(schemas.problems(action + ".json", canonical)).isNotEmpty();
    }

    @Test
    void shouldDescribeWhatWasSentInTheFlatFormOnceItIsWritten() throws Exception {
        CommerceEvent event = new EventReader("USD")
                .read(
                        ("{\"event_id\":\"e\",\"customer_id\":\"123\",\"action\":\"purchase\",\"product_title\":\"P\","
                                        + "\"product_price\":29.99,\"timestamp\":\"2024-01-01T12:00:00Z\"}")
                                .getBytes(StandardCharsets.UTF_8),
                        Instant.parse("2024-01-02T00:00:00Z"));

        assertThat(schemas.problems("purchase.json", text(writer.write(event)))).isEmpty();
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }
}
