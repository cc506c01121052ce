package io.tillstream.ingest.wire.ga4;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.ingest.privacy.PrivacyDoors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The codes are those of https://developers.google.com/analytics/devguides/collection/protocol/ga4/validating-events */
class Ga4DebugTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final EventReader READER = new EventReader("USD");

    private final Ga4Debug debug = new Ga4Debug(READER, PrivacyDoors.usual(READER));
    private final JsonMapper mapper = new JsonMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"params":{}}                                                                                   | events[0].name                           | VALUE_REQUIRED
            7                                                                                               | events[0].name                           | VALUE_REQUIRED
            {"name":"_view"}                                                                                | events[0].name                           | NAME_INVALID
            {"name":"a2345678901234567890123456789012345678901"}                                            | events[0].name                           | NAME_INVALID
            {"name":"ad_click"}                                                                             | events[0].name                           | NAME_RESERVED
            {"name":"level_up"}                                                                             | events[0].name                           | VALUE_INVALID
            {"name":"search","params":[]}                                                                   | events[0].params                         | VALUE_INVALID
            {"name":"search","params":{"9":1}}                                                              | events[0].params.9                       | NAME_INVALID
            {"name":"search","params":{"google_x":1}}                                                       | events[0].params.google_x                | NAME_RESERVED
            {"name":"search","timestamp_micros":"soon"}                                                     | events[0].timestamp_micros               | VALUE_INVALID
            {"name":"search","timestamp_micros":1872442000000000}                                           | events[0].timestamp_micros               | VALUE_OUT_OF_BOUNDS
            {"name":"purchase","params":{"items":[{"item_id":"a","price":1}]}}                              | events[0].params.transaction_id          | VALUE_REQUIRED
            {"name":"purchase","params":{"transaction_id":"T"}}                                             | events[0].params.items                   | VALUE_REQUIRED
            {"name":"purchase","params":{"transaction_id":"T","items":[]}}                                  | events[0].params.items                   | VALUE_REQUIRED
            {"name":"purchase","params":{"transaction_id":"T","items":[{"price":1}]}}                       | events[0].params.items[0].item_id        | VALUE_REQUIRED
            {"name":"purchase","params":{"transaction_id":"T","items":[{"item_id":"a"}]}}                   | events[0].params.items[0].price          | VALUE_REQUIRED
            {"name":"purchase","params":{"transaction_id":"T","items":[{"item_id":"a","price":"x"}]}}       | events[0].params.items[0].price          | VALUE_INVALID
            {"name":"purchase","params":{"transaction_id":"T","items":[{"item_id":"a","price":-1}]}}        | events[0].params.items[0].price          | VALUE_OUT_OF_BOUNDS
            {"name":"purchase","params":{"transaction_id":"T","items":[{"item_id":"a","price":1,"quantity":0}]}} | events[0].params.items[0].quantity  | VALUE_OUT_OF_BOUNDS
            {"name":"purchase","params":{"transaction_id":"T","currency":"EUR","items":[{"item_id":"a","price":1}]}} | events[0].params.currency       | VALUE_INVALID
            """)
    void shouldNameTheFieldAndTheKindOfEachFault(String event, String path, String code) throws IOException {
        JsonNode messages = messages("{\"client_id\":\"v\",\"events\":[" + event + "]}");

        assertThat(messages).hasSize(1);
        assertThat(messages.at("/0/fieldPath").asText()).isEqualTo(path);
        assertThat(messages.at("/0/validationCode").asText()).isEqualTo(code);
        assertThat(messages.at("/0/description").asText()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                                                          | ''              | VALUE_INVALID
            {"client_id":"v","events":{}}                              | ''              | VALUE_INVALID
            {"client_id":"v"}                                          | events          | VALUE_REQUIRED
            {"events":[{"name":"search"}]}                             | client_id       | VALUE_REQUIRED
            """)
    void shouldNameWhatIsWrongWithTheWholeBody(String body, String path, String code) throws IOException {
        JsonNode messages = messages(body);

        assertThat(messages).hasSize(1);
        assertThat(messages.at("/0/fieldPath").asText()).isEqualTo(path);
        assertThat(messages.at("/0/validationCode").asText()).isEqualTo(code);
    }

    @Test
    void shouldCountEventsParametersAndUserProperties() throws IOException {
        String many = fields();
        assertThat(messages("{\"client_id\":\"v\",\"user_properties\":{" + many
                                + "},\"events\":[{\"name\":\"search\",\"params\":{" + many + "}}]}")
                        .findValuesAsText("fieldPath"))
                .containsExactly("user_properties", "events[0].params");
        assertThat(messages("{\"client_id\":\"v\",\"events\":[{\"name\":\"search\"}"
                                + ",{\"name\":\"search\"}".repeat(25) + "]}")
                        .findValuesAsText("validationCode"))
                .containsExactly("EXCEEDED_MAX_ENTITIES");
    }

    @Test
    void shouldFindNothingWrongWithWhatGoogleShowsAsRight() throws IOException {
        // https://developers.google.com/analytics/devguides/collection/ga4/reference/events#purchase
        assertThat(
                        messages(
                                "{\"client_id\":\"v\",\"events\":[{\"name\":\"purchase\",\"params\":{\"currency\":\"USD\",\"value\":30.03,\"transaction_id\":\"T_12345\",\"coupon\":\"SUMMER_FUN\","
                                        + "\"shipping\":3.33,\"tax\":1.11,\"ga_session_id\":12,\"items\":[{\"item_id\":\"SKU_12345\",\"item_name\":\"Stan and Friends Tee\",\"price\":10.01,\"discount\":2.22,\"quantity\":3}]}}]}"))
                .isEmpty();
    }

    private static String fields() {
        StringBuilder fields = new StringBuilder("\"p\":1");
        for (int i = 0; i < 25; i++) {
            fields.append(",\"p").append(i).append("\":1");
        }
        return fields.toString();
    }

    private JsonNode messages(String body) throws IOException {
        return mapper.readTree(debug.validate(body.getBytes(StandardCharsets.UTF_8), 10_000, NOW))
                .path("validationMessages");
    }
}
