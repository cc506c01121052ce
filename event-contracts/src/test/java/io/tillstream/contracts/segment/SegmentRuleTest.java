package io.tillstream.contracts.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillstream.contracts.output.ChurnRisk;
import io.tillstream.contracts.output.ClusterPlace;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.CustomerValue;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.Predictions;
import io.tillstream.contracts.output.PurchaseChance;
import io.tillstream.contracts.output.RfmScore;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentRuleTest {

    private static final Instant AT = Instant.parse("2024-01-31T12:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CustomerProfile ann = buyer();
    private final CustomerProfile visitor = new CustomerProfile(
            "anon:v", AT, AT, null, null, 0, 0, 0, 0, 0, null, null, 0, null, 0, 1, null, 0, null, null, null, null,
            null, null, null, null, null, null, AT);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "net;=;100.1;true",
                "net;=;100.100001;false",
                "net;!=;100.1;false",
                "net;!=;100;true",
                "net;<;100.1;false",
                "net;<;100.100001;true",
                "net;<=;100.1;true",
                "net;<=;100;false",
                "net;>;100.1;false",
                "net;>;100.099999;true",
                "net;>=;100.1;true",
                "net;>=;100.2;false",
                "orders;in;[1, 4];true",
                "orders;in;[1, 5];false",
                "orders;>;-1e3;true",
                "recency_days;=;3;true",
                "last_purchase_at;=;\"2024-01-31T13:00:00+01:00\";true",
                "last_purchase_at;<;\"2024-01-31T12:00:00.000001Z\";true",
                "last_purchase_at;>;\"2024-01-31T12:00:00Z\";false",
                "country;=;\"US\";true",
                "country;=;\"us\";false",
                "country;!=;\"DE\";true",
                "country;!=;\"US\";false",
                "country;in;[\"DE\", \"US\"];true",
                "country;in;[\"DE\", \"FR\"];false",
                "behaviours;contains;\"Brand Loyal\";true",
                "behaviours;contains;\"Window Shopper\";false",
                "rfm.recency;>=;5;true",
                "rfm.monetary;>;3;false",
                "predictions.churn.probability;>;0.7;true",
                "predictions.churn.base_rate;<;0.5;false",
                "predictions.churn.model;=;\"m1\";true",
                "predictions.purchase.probability;<;0.3;true",
                "predictions.value.expected;=;3.5;true",
                "predictions.value.low;<;2;false",
                "predictions.value.high;>=;5;true",
                "predictions.value.alive_probability;>;0.8;true",
                "predictions.value.expected_orders;=;1.5;true",
                "predictions.value.next_purchase_at;missing;;true",
                "predictions.cluster.rank;=;1;true",
                "predictions.cluster.tier;=;\"Platinum\";true",
                "net;exists;;true",
                "net;missing;;false",
                "gender;exists;;false",
                "gender;missing;;true",
                "behaviours;exists;;true",
                "behaviours;missing;;false",
            })
    void shouldCompareFields(String field, String operator, String value, boolean expected) throws Exception {
        SegmentRule rule = compare(field, operator, value);

        assertThat(rule.matches(ann)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "recency_days;=;3",
                "recency_days;!=;3",
                "recency_days;<;999",
                "recency_days;>=;0",
                "recency_days;in;[0]",
                "last_purchase_at;<=;\"2030-01-01T00:00:00Z\"",
                "country;=;\"US\"",
                "country;!=;\"US\"",
                "country;in;[\"US\"]",
                "behaviours;contains;\"Brand Loyal\"",
                "rfm.recency;<;6",
                "predictions.churn.probability;<;2",
                "predictions.cluster.tier;!=;\"Gold\"",
            })
    void shouldHoldNothingOfWhatIsNotKnownButThatItIsMissing(String field, String operator, String value)
            throws Exception {
        SegmentRule rule = compare(field, operator, value);

        assertThat(rule.matches(visitor)).isFalse();
        assertThat(new SegmentRule.Not(rule).matches(visitor)).isTrue();
        assertThat(compare(field, "missing", null).matches(visitor)).isTrue();
        assertThat(compare(field, "exists", null).matches(visitor)).isFalse();
    }

    @Test
    void shouldCombineRules() throws Exception {
        String yes = "{\"field\":\"orders\",\"operator\":\"=\",\"value\":4}";
        String no = "{\"field\":\"orders\",\"operator\":\"=\",\"value\":5}";

        assertThat(rule("{\"all\":[" + yes + "," + yes + "]}").matches(ann)).isTrue();
        assertThat(rule("{\"all\":[" + yes + "," + no + "]}").matches(ann)).isFalse();
        assertThat(rule("{\"any\":[" + no + "," + yes + "]}").matches(ann)).isTrue();
        assertThat(rule("{\"any\":[" + no + "," + no + "]}").matches(ann)).isFalse();
        assertThat(rule("{\"not\":" + no + "}").matches(ann)).isTrue();
        assertThat(rule("{\"not\":" + yes + "}").matches(ann)).isFalse();
        assertThat(rule("{\"all\":[{\"any\":[" + no + ",{\"not\":" + no + "}]}," + yes + "]}")
                        .matches(ann))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[];rule;a rule is",
                "null;rule;a rule is",
                "{};rule;a rule is",
                "{\"all\":[]};rule.all;at least one",
                "{\"all\":{}};rule.all;at least one",
                "{\"all\":[{\"any\":3}]};rule.all[0].any;at least one",
                "{\"not\":[]};rule.not;a rule is",
                "{\"all\":[],\"any\":[]};rule;a rule is",
                "{\"field\":\"net\",\"operator\":\"=\",\"value\":1,\"x\":1};rule;a rule is",
                "{\"field\":\"email\",\"operator\":\"=\",\"value\":\"a\"};rule.field;not a field",
                "{\"field\":3,\"operator\":\"=\",\"value\":\"a\"};rule.field;not a field",
                "{\"field\":\"net\",\"value\":1};rule.operator;one of = != < <= > >= in exists missing for net",
                "{\"field\":\"country\",\"operator\":\"<\",\"value\":\"a\"};rule.operator;one of = != in exists missing",
                "{\"field\":\"behaviours\",\"operator\":\"=\",\"value\":\"a\"};rule.operator;one of contains exists missing",
                "{\"field\":\"net\",\"operator\":\"contains\",\"value\":1};rule.operator;one of",
                "{\"field\":\"net\",\"operator\":\"=\"};rule.value;missing",
                "{\"field\":\"net\",\"operator\":\"=\",\"value\":\"1\"};rule.value;a number",
                "{\"field\":\"net\",\"operator\":\"=\",\"value\":1e999};rule.value;a number",
                "{\"field\":\"net\",\"operator\":\"exists\",\"value\":1};rule.value;takes no value",
                "{\"field\":\"net\",\"operator\":\"in\",\"value\":1};rule.value;a list of",
                "{\"field\":\"net\",\"operator\":\"in\",\"value\":[]};rule.value;a list of",
                "{\"field\":\"net\",\"operator\":\"in\",\"value\":[1,\"2\"]};rule.value[1];a number",
                "{\"field\":\"last_seen_at\",\"operator\":\"<\",\"value\":\"today\"};rule.value;a time",
                "{\"field\":\"last_seen_at\",\"operator\":\"<\",\"value\":17};rule.value;a time",
                "{\"field\":\"last_seen_at\",\"operator\":\"<\",\"value\":\"+99999-01-01T00:00:00Z\"};rule.value;a time",
                "{\"field\":\"country\",\"operator\":\"=\",\"value\":7};rule.value;a text",
                "{\"field\":\"churn_tier\",\"operator\":\"=\",\"value\":\"high\"};rule.value;one of Low, Medium, High",
            })
    void shouldNameThePartThatIsWrongAndTheReason(String json, String field, String reason) {
        InvalidRuleException refusal = catchThrowableOfType(InvalidRuleException.class, () -> rule(json));

        assertThat(refusal.field()).isEqualTo(field);
        assertThat(refusal.reason()).contains(reason);
        assertThat(refusal).hasMessage(refusal.field() + ": " + refusal.reason());
    }

    @Test
    void shouldBoundDepthAndSize() throws Exception {
        String leaf = "{\"field\":\"orders\",\"operator\":\"=\",\"value\":4}";
        assertThat(rule("{\"not\":".repeat(7) + leaf + "}".repeat(7)).matches(ann))
                .isFalse();
        assertThatThrownBy(() -> rule("{\"not\":".repeat(8) + leaf + "}".repeat(8)))
                .hasMessageContaining("deeper than 8");
        String fifty = "{\"any\":[" + (leaf + ",").repeat(49) + leaf + "]}";
        assertThat(rule("{\"all\":[" + fifty + "," + fifty + "]}").matches(ann)).isTrue();
        assertThatThrownBy(() -> rule("{\"all\":[" + fifty + "," + fifty + "," + leaf + "]}"))
                .hasMessageContaining("more than 100 comparisons");
        assertThatThrownBy(() -> rule("{\"any\":[" + (leaf + ",").repeat(100) + leaf + "]}"))
                .hasMessageContaining("more than 100 comparisons");
        assertThatThrownBy(() -> compare("orders", "in", "[" + "1,".repeat(200) + "1]"))
                .hasMessageContaining("1 to 200");
        assertThatThrownBy(() -> compare("country", "=", "\"" + "x".repeat(201) + "\""))
                .hasMessageContaining("at most 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"all\":[{\"field\":\"net\",\"operator\":\">=\",\"value\":100.25},{\"not\":{\"field\":\"country\",\"operator\":\"in\",\"value\":[\"US\",\"DE\"]}}]}",
                "{\"any\":[{\"field\":\"gender\",\"operator\":\"missing\"},{\"field\":\"orders\",\"operator\":\"<\",\"value\":1000}]}",
                "{\"field\":\"last_seen_at\",\"operator\":\"<\",\"value\":\"2024-01-31T00:00:00Z\"}",
                "{\"field\":\"behaviours\",\"operator\":\"contains\",\"value\":\"Brand Loyal\"}",
            })
    void shouldWriteARuleAsItWasRead(String json) throws Exception {
        assertThat(JSON.writeValueAsString(rule(json))).isEqualTo(json);
    }

    @Test
    void shouldRefuseADefinitionWhoseRuleIsNone() {
        byte[] json =
                "{\"id\":\"s\",\"name\":\"n\",\"description\":\"\",\"rule\":{\"field\":\"shoe_size\"},\"version\":0}"
                        .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> OutputJson.of(SegmentDefinition.class).read(json))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("rule.field");
    }

    private static SegmentRule compare(String field, String operator, @Nullable String value)
            throws InvalidRuleException, JsonProcessingException {
        return rule("{\"field\":\"" + field + "\",\"operator\":\"" + operator + "\""
                + (value == null ? "" : ",\"value\":" + value) + "}");
    }

    private static SegmentRule rule(String json) throws InvalidRuleException, JsonProcessingException {
        return SegmentRule.of(JSON.readTree(json));
    }

    private static CustomerProfile buyer() {
        return new CustomerProfile(
                        "ann",
                        AT,
                        AT,
                        AT,
                        AT,
                        4,
                        9,
                        110_000_000,
                        9_900_000,
                        100_100_000,
                        25_025_000L,
                        3,
                        40,
                        13.3,
                        4,
                        7,
                        1.25,
                        3,
                        new RfmScore(5, 4, 3),
                        "Loyal",
                        "High",
                        "m1",
                        "36-45",
                        null,
                        "Chicago",
                        "US",
                        "web",
                        AT,
                        AT)
                .with(
                        List.of("Frequent Buyer", "Brand Loyal"),
                        List.of(),
                        new Predictions(
                                new ChurnRisk(0.75, 0.5, List.of(), 0.25, "m1"),
                                new PurchaseChance(0.25, "p1"),
                                new CustomerValue(3_500_000, 2_000_000, 5_000_000, 0.9, 1.5, null, "v1"),
                                new ClusterPlace(1, "Platinum", "k1")));
    }
}
