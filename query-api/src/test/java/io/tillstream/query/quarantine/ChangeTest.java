package io.tillstream.query.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillstream.query.quarantine.Documents.Right;
import io.tillstream.query.quarantine.Documents.Wrong;
import io.tillstream.query.quarantine.QuarantineRequests.ChangeDraft;
import io.tillstream.query.request.Problem;
import io.tillstream.query.table.Currency;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ID = "0123456789abcdef0123456789abcdef";

    private final Documents documents =
            new Documents(new Currency("USD"), Clock.fixed(Instant.parse("2024-02-01T00:00:00Z"), ZoneOffset.UTC));

    private static Change change(String op, String path, @Nullable String to, @Nullable String value) {
        try {
            JsonNode node = value == null ? null : MAPPER.readTree(value);
            return Change.of(new ChangeDraft(op, path, to, node), "changes[0]");
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private String changed(String document, Change... changes) {
        var verdict = documents.judge(document.getBytes(StandardCharsets.UTF_8), List.of(changes), ID);
        byte[] after =
                switch (verdict) {
                    case Right right -> right.document();
                    case Wrong wrong -> wrong.document();
                };
        return after == null ? "" : new String(after, StandardCharsets.UTF_8);
    }

    @Test
    void shouldSetRemoveRenameAndMoveFields() {
        assertThat(changed("{\"a\":1}", change("set", "b.c", null, "\"x\"")))
                .isEqualTo("{\"a\":1,\"b\":{\"c\":\"x\"}}");
        assertThat(changed("{\"a\":1,\"b\":2}", change("remove", "a", null, null)))
                .isEqualTo("{\"b\":2}");
        assertThat(changed("{\"u\":{\"id\":7}}", change("rename", "u.id", "customer_id", null)))
                .isEqualTo("{\"u\":{\"customer_id\":7}}");
        assertThat(changed(
                        "{\"properties\":{\"order_id\":\"o\"}}",
                        change("move", "properties.order_id", "order_id", null)))
                .isEqualTo("{\"properties\":{},\"order_id\":\"o\"}");
        assertThat(changed("{\"a\":1}", change("generate", "event_id", null, null)))
                .isEqualTo("{\"a\":1,\"event_id\":\"" + ID + "\"}");
        assertThat(changed("{\"a.b\":1}", change("remove", "a\\.b", null, null)))
                .isEqualTo("{}");
    }

    @Test
    void shouldChangeElementsOfLists() {
        String items = "{\"items\":[{\"price\":\"12,50\"},{\"price\":\"3\"},{\"price\":\"3 €\"}]}";
        assertThat(changed(items, change("number", "items[*].price", null, null)))
                .isEqualTo("{\"items\":[{\"price\":12.50},{\"price\":3},{\"price\":\"3 €\"}]}");
        assertThat(changed(items, change("remove", "items[1]", null, null)))
                .isEqualTo("{\"items\":[{\"price\":\"12,50\"},{\"price\":\"3 €\"}]}");
        assertThat(changed(
                        items, change("set", "items[2].price", null, "1"), change("set", "items[9].price", null, "1")))
                .isEqualTo("{\"items\":[{\"price\":\"12,50\"},{\"price\":\"3\"},{\"price\":1}]}");
    }

    @Test
    void shouldKeepEveryDigitOfWhatIsNotChanged() {
        String exact = "{\"a\":0.1000000000000000000001,\"b\":12345678901234567890123,\"c\":1.10,\"d\":\"x\"}";
        assertThat(changed(exact, change("remove", "d", null, null)))
                .isEqualTo("{\"a\":0.1000000000000000000001,\"b\":12345678901234567890123,\"c\":1.10}");
    }

    @Test
    void shouldSayWhatTheContractSays() {
        String event = "{\"event_id\":\"e\",\"action\":\"page_view\",\"customer_id\":\"c\",\"timestamp\":\"%s\"}";
        assertThat(documents.judge(bytes(event.formatted("2024-01-01T12:00:00Z")), List.of(), ID))
                .isInstanceOf(Right.class);
        assertThat(documents.judge(bytes(event.formatted("yesterday")), List.of(), ID))
                .isInstanceOfSatisfying(
                        Wrong.class, wrong -> assertThat(wrong.field()).isEqualTo("timestamp"));
        Change remove = change("remove", "x", null, null);
        for (String hopeless : List.of("", "no JSON", "[1]", "{\"a\":1,\"a\":2}", "{} {}")) {
            assertThat(documents.judge(bytes(hopeless), List.of(remove), ID))
                    .isInstanceOfSatisfying(
                            Wrong.class, wrong -> assertThat(wrong.document()).isNull());
        }
        assertThat(documents.judge(null, List.of(remove), ID)).isInstanceOf(Wrong.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void shouldRefuseWhatIsNoPathOrNoChange() {
        for (String path : List.of("", ".", "a.", ".a", "a..b", "[0]", "a[", "a[x]", "a[-1]", "a[0]b", "a[1000001]")) {
            assertThatIllegalArgumentException().as(path).isThrownBy(() -> FieldPath.of(path));
        }
        assertThatThrownBy(() -> change("explode", "a", null, null)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> change("set", "a", null, null)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> change("rename", "a", null, null)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> change("rename", "a[0]", "b", null)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> change("move", "a[*].b", "c", null)).isInstanceOf(Problem.class);
    }

    @Test
    void shouldMaskWhatMaySayWhoSomebodyIs() {
        String document =
                "{\"event_id\":\"2024-01-02-0001\",\"timestamp\":\"2024-01-01T12:00:00Z\",\"customer_id\":\"c-1\","
                        + "\"traits\":{\"firstName\":\"Ada\"},\"properties\":{\"E-Mail\":\"a@b.c\",\"note\":\"call +1 312 555 0117 or ada@example.com\","
                        + "\"from\":\"10.1.2.3\"},\"items\":[{\"name\":\"Linen Shirt\",\"price\":29.99}],\"ada@example.com\":1,\"huge\":1e999999}";
        assertThat(String.valueOf(Documents.shown(bytes(document), false)))
                .isEqualTo(
                        "{\"event_id\":\"2024-01-02-0001\",\"timestamp\":\"2024-01-01T12:00:00Z\",\"customer_id\":\"c-1\","
                                + "\"traits\":\"***\",\"properties\":{\"E-Mail\":\"***\",\"note\":\"call *** or ***\",\"from\":\"***\"},"
                                + "\"items\":[{\"name\":\"Linen Shirt\",\"price\":29.99}],\"***\":1,\"huge\":\"1E+999999\"}");
        assertThat(String.valueOf(Documents.shown(bytes(document), true))).contains("Ada", "a@b.c", "10.1.2.3");
        assertThat(Documents.shown(bytes("no JSON"), true)).isNull();
    }
}
