package io.tillstream.dashboard.models;

import static io.tillstream.dashboard.testing.Figures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.contracts.output.ModelCard;
import io.tillstream.contracts.output.ModelDrift;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.TrainingStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelBookTest {

    private final ModelBook book = new ModelBook();

    @Test
    void shouldShowTheChampionItsVersionsAndItsDrift() {
        put("churn@1", ModelRecord.class, churn("1"));
        put("churn@2", ModelRecord.class, churn("2"));
        put("churn", ModelRecord.class, churn("2"));
        put(
                "churn/drift",
                ModelDrift.class,
                new ModelDrift("churn", "2", NOON, 10, Map.of("orders", 0.3), 0.1, true, "Orders have moved."));

        JsonNode churn = new ModelsChannel(book).data(NOON).path("churn");
        assertThat(churn.path("version").asText()).isEqualTo("2");
        assertThat(churn.has("reason")).isFalse();
        assertThat(churn.at("/metrics/auc").asDouble()).isEqualTo(0.8);
        assertThat(churn.at("/baselines/rule/auc").asDouble()).isEqualTo(0.7);
        assertThat(churn.path("metrics").has("log_loss"))
                .describedAs("what is no number")
                .isFalse();
        assertThat(churn.path("calibration").toString()).isEqualTo("[[0.25,0.3,40]]");
        assertThat(churn.at("/features/0/name").asText())
                .describedAs("greatest first")
                .isEqualTo("orders");
        assertThat(churn.at("/drift/drifted").asBoolean()).isTrue();
        assertThat(churn.path("versions").size()).isEqualTo(2);
        assertThat(churn.toString()).describedAs("no body").doesNotContain("Ym9keQ");
        assertThat(book.description("orders")).isEqualTo("orders so far");
        assertThat(book.description("height")).isNull();
        assertThat(book.scoring("churn")).isEqualTo("2");
    }

    @Test
    void shouldForgetWhatIsTakenAway() {
        put("churn", ModelRecord.class, churn("1"));
        put("churn@1", ModelRecord.class, churn("1"));
        take("churn", null);
        take("churn@1", null);

        assertThat(book.champion("churn")).isNull();
        assertThat(book.versions("churn")).isEmpty();
    }

    @Test
    void shouldKeepTheNewestVersionsOnly() {
        for (int i = 100; i < 100 + 2 * ModelBook.VERSIONS; i++) {
            put("churn@" + i, ModelRecord.class, churn(Integer.toString(i)));
        }
        assertThat(book.versions("churn")).hasSize(ModelBook.VERSIONS);
        assertThat(book.versions("churn").getFirst().version())
                .isEqualTo(Integer.toString(99 + 2 * ModelBook.VERSIONS));
    }

    @Test
    void shouldSayWhyThereIsNoModel() {
        assertThat(book.reason("value")).isEqualTo("No model has been trained yet.");
        put("training", TrainingStatus.class, training("running", List.of()));
        assertThat(book.reason("value")).isEqualTo("The model is being trained.");
        TrainingStatus.ModelOutcome outcome =
                new TrainingStatus.ModelOutcome("value", "too_little_data", null, "12 of 500 buyers.");
        put("training", TrainingStatus.class, training("finished", List.of(outcome)));

        assertThat(book.reason("value")).isEqualTo("12 of 500 buyers.");
        JsonNode training = new TrainingChannel(book).data(NOON);
        assertThat(training.path("state").asText()).isEqualTo("finished");
        assertThat(training.at("/outcomes/value/sentence").asText()).isEqualTo("12 of 500 buyers.");
        assertThat(training.path("progress").asDouble()).isEqualTo(0.3333);
        put("value", ModelRecord.class, churn("1"));
        assertThat(book.reason("value")).isNull();
    }

    @Test
    void shouldLeaveOtherRecordsOfTheTopicAlone() {
        long before = book.version();
        take("rfm-cut-points", "no model".getBytes(StandardCharsets.UTF_8));
        assertThat(book.version()).isEqualTo(before);
    }

    private static TrainingStatus training(String state, List<TrainingStatus.ModelOutcome> outcomes) {
        return new TrainingStatus("run", state, "request", "me", NOON, null, "Counting", 1 / 3.0, outcomes);
    }

    private static ModelRecord churn(String version) {
        ModelCard card = new ModelCard(
                "Trees.",
                NOON,
                NOON,
                100,
                30,
                40,
                0.3,
                List.of(
                        new ModelCard.FeatureCard("gaps", "gaps", 0.2, List.of(), List.of()),
                        new ModelCard.FeatureCard("orders", "orders so far", 0.8, List.of(), List.of())),
                Map.of("auc", 0.8, "log_loss", Double.NaN),
                Map.of("rule", Map.of("auc", 0.7)),
                List.of(new ModelCard.CalibrationBin(0.2, 0.3, 40, 0.25, 0.3)),
                List.of(),
                Map.of(),
                Map.of());
        return new ModelRecord("churn", version, "forest/1", NOON, NOON, "training", false, card, "Ym9keQ==");
    }

    private <T> void put(String key, Class<T> type, T value) {
        take(key, OutputJson.of(type).write(value));
    }

    private void take(String key, byte @Nullable [] value) {
        book.read(new ConsumerRecord<>("models", 0, 0, key.getBytes(StandardCharsets.UTF_8), value));
    }
}
