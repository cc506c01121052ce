package io.tillstream.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tillstream.contracts.output.ChurnRisk;
import io.tillstream.contracts.output.ClusterPlace;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.CustomerValue;
import io.tillstream.contracts.output.ModelCard;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.Predictions;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.streams.clv.BgNbd;
import io.tillstream.streams.clv.GammaGamma;
import io.tillstream.streams.clv.ValueModel;
import io.tillstream.streams.customer.PassMeter;
import io.tillstream.streams.features.Features;
import io.tillstream.streams.models.Calibration;
import io.tillstream.streams.models.Clusters;
import io.tillstream.streams.models.Forest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models made by hand come, change, fail and go; predictions follow. */
class PredictionsTest {

    private static final Instant NINE = Instant.parse("2025-06-02T09:00:00Z");
    private static final Duration TEN_DAYS = Duration.ofDays(10);

    @TempDir
    Path folder;

    private final AtomicInteger refused = new AtomicInteger();
    private final Story story = new Story();
    private EngineDriver engine;

    @BeforeEach
    void start() {
        PassMeter meter = new PassMeter() {
            @Override
            public void counted() {}

            @Override
            public void duplicate() {}

            @Override
            public void ignored() {}

            @Override
            public void rejected() {}

            @Override
            public void modelRefused() {
                refused.incrementAndGet();
            }
        };
        engine = new EngineDriver(folder, NINE, properties -> new EngineTopology(
                        properties, BusinessTime.UTC, new io.tillstream.contracts.event.EventReader(null), meter, 1)
                .build());
        // anna buys at nine and ten days later; zoe only looks
        engine.send(story.buy("anna", NINE, Story.item("", "Books", 1, 0)), NINE);
        Instant later = NINE.plus(TEN_DAYS);
        engine.send(story.buy("anna", later, Story.item("", "Books", 3, 0)), later);
        engine.send(story.view("zoe", later), later);
        engine.settle();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void shouldPredictNothingWithoutModels() {
        assertThat(profile("anna").predictions()).isNull();
        assertThat(profile("anna").churnMethod()).isEqualTo("rule");
    }

    @Test
    void shouldScoreEverybodyWhenAModelComesAndAgainWhenItChanges() {
        publish(ModelRecord.CHURN, "v1", Forest.KIND, forest(0.2, 0.9));
        ChurnRisk low = churn("anna");
        assertThat(low.probability()).isEqualTo(0.2);
        assertThat(low.baseRate()).isEqualTo(0.5);
        assertThat(low.reasons()).hasSize(1);
        assertThat(low.reasons().getFirst().feature()).isEqualTo("recency_days");
        assertThat(low.reasons().getFirst().contribution()).isEqualTo(-0.3);
        assertThat(low.other()).isZero();
        assertThat(profile("anna").churnTier()).isEqualTo("Low");
        assertThat(profile("anna").churnMethod()).isEqualTo("v1");
        // who never bought cannot be lost
        assertThat(profile("zoe").predictions()).isNull();
        assertThat(profile("zoe").churnTier()).isNull();

        publish(ModelRecord.CHURN, "v2", Forest.KIND, forest(0.3, 0.9));
        assertThat(churn("anna").model()).isEqualTo("v2");
        assertThat(profile("anna").churnTier()).isEqualTo("Medium");

        engine.publish(TopicCatalogue.MODELS, ModelRecord.CHURN, null);
        engine.settle();
        assertThat(profile("anna").predictions()).isNull();
        assertThat(profile("anna").churnTier()).isEqualTo("Low");
        assertThat(profile("anna").churnMethod()).isEqualTo("rule");
        assertThat(refused).hasValue(0);
    }

    @Test
    void shouldRefuseWhatCannotScoreAndGoOnWithTheModelBefore() {
        publish(ModelRecord.CHURN, "v1", Forest.KIND, forest(0.2, 0.9));
        publish(ModelRecord.CHURN, "v2", Forest.KIND, new byte[] {1, 2, 3});
        assertThat(refused).hasValue(1);
        publish(ModelRecord.CHURN, "v3", Clusters.KIND, forest(0.8, 0.9));
        assertThat(refused).hasValue(2);
        List<String> others = new ArrayList<>(Features.names());
        others.set(0, "height");
        Forest foreign = Forest.of(others, List.of(new Forest.Leaf(0.4)), Calibration.none());
        publish(ModelRecord.CHURN, "v4", Forest.KIND, foreign.toBytes());
        assertThat(refused).hasValue(3);
        engine.publish(TopicCatalogue.MODELS, ModelRecord.CHURN, "no json".getBytes(StandardCharsets.UTF_8));
        engine.settle();
        assertThat(refused).hasValue(4);
        assertThat(churn("anna").model()).isEqualTo("v1");

        publish(ModelRecord.CHURN, "v5", Forest.KIND, forest(0.75, 0.9));
        assertThat(churn("anna").model()).isEqualTo("v5");
        assertThat(profile("anna").churnTier()).isEqualTo("High");
        assertThat(refused).hasValue(4);
    }

    /** As after a restart: nothing is in memory, all that there is lies on the topic. */
    @Test
    void shouldFallBackToTheVersionThatWasChampionLast() {
        keep("v1", forest(0.2, 0.9), Map.of(ModelRecord.CHAMPION_UNTIL, "2025-05-01T00:00:00Z"));
        keep("v2", forest(0.3, 0.9), Map.of(ModelRecord.CHAMPION_UNTIL, "2025-05-02T00:00:00Z"));
        keep("v3", forest(0.4, 0.9), Map.of());
        keep("v4", new byte[] {1}, Map.of(ModelRecord.CHAMPION_UNTIL, "2025-05-03T00:00:00Z"));
        engine.publish(
                TopicCatalogue.MODELS,
                ModelRecord.versionKey(ModelRecord.CHURN, "v5"),
                "no json".getBytes(StandardCharsets.UTF_8));
        assertThat(profile("anna").predictions()).isNull();

        publish(ModelRecord.CHURN, "v4", Forest.KIND, new byte[] {1});
        assertThat(refused).hasValue(1);
        assertThat(churn("anna").model()).isEqualTo("v2");

        publish(ModelRecord.CHURN, "v6", Forest.KIND, forest(0.75, 0.9));
        assertThat(churn("anna").model()).isEqualTo("v6");
    }

    @Test
    void shouldScoreAnewAsTimePasses() {
        publish(ModelRecord.CHURN, "v1", Forest.KIND, forest(0.2, 0.9));
        Instant muchLater = NINE.plus(TEN_DAYS).plus(Duration.ofDays(40));
        engine.send(story.view("zoe", muchLater), muchLater);
        engine.settle();
        assertThat(churn("anna").probability()).isEqualTo(0.9);
        assertThat(churn("anna").reasons().getFirst().value()).isCloseTo(40, within(0.01));
        assertThat(profile("anna").churnTier()).isEqualTo("High");
    }

    @Test
    void shouldTellThePurchaseChanceOfEverybodySeenLately() {
        publish(ModelRecord.PURCHASE, "p1", Forest.KIND, forest(0.25, 0.01));
        assertThat(predictions("anna").purchase()).isNotNull();
        assertThat(Objects.requireNonNull(predictions("zoe").purchase()).probability())
                .isEqualTo(0.01);
        // a customer who is long gone has no chance worth telling
        Instant muchLater = NINE.plus(TEN_DAYS).plus(Duration.ofDays(120));
        engine.send(story.view("new", muchLater), muchLater);
        engine.settle();
        assertThat(profile("zoe").predictions()).isNull();
    }

    @Test
    void shouldTellValueAndCluster() {
        ValueModel model = new ValueModel(
                new BgNbd(0.243, 30.9, 0.793, 2.426),
                new double[4][4],
                new GammaGamma(6.25, 3.74, 15.44),
                new double[3][3]);
        publish(ModelRecord.VALUE, "w1", ValueModel.KIND, model.toBytes());
        Clusters clusters = Clusters.of(
                List.of("net"), new double[] {0}, new double[] {1}, new double[][] {{5}, {3.7}}, Features.names());
        publish(ModelRecord.CLUSTERS, "k1", Clusters.KIND, clusters.toBytes());

        // one repeat ten days after the first purchase, of 30, and the reference day is that day or the one after
        CustomerValue value = Objects.requireNonNull(predictions("anna").value());
        ValueModel.Prediction right = model.predict(1, 10, 10, 30);
        assertThat(value.expectedMicros()).isEqualTo(Math.round(right.expected() * 100) * 10_000);
        assertThat(value.aliveProbability()).isCloseTo(right.aliveProbability(), within(0.000_05));
        // log(1 + 40) = 3.71 is nearer to 3.7 than to 5
        assertThat(predictions("anna").cluster()).isEqualTo(new ClusterPlace(2, "Bronze", "k1"));
        assertThat(profile("zoe").predictions()).isNull();
    }

    /** Recency up to 30 days gives one share, beyond another; half of all were lost. */
    private static byte[] forest(double recent, double away) {
        int recency = Features.names().indexOf("recency_days");
        Forest.Node tree = new Forest.Split(0.5, recency, 30, new Forest.Leaf(recent), new Forest.Leaf(away));
        return Forest.of(Features.names(), List.of(tree), Calibration.none()).toBytes();
    }

    private void publish(String name, String version, String kind, byte[] body) {
        engine.publish(TopicCatalogue.MODELS, name, record(name, version, kind, body, Map.of()));
        engine.settle();
    }

    private void keep(String version, byte[] body, Map<String, String> provenance) {
        engine.publish(
                TopicCatalogue.MODELS,
                ModelRecord.versionKey(ModelRecord.CHURN, version),
                record(ModelRecord.CHURN, version, Forest.KIND, body, provenance));
    }

    private static byte[] record(
            String name, String version, String kind, byte[] body, Map<String, String> provenance) {
        ModelCard card = new ModelCard(
                "By hand.",
                NINE,
                NINE,
                1,
                1,
                1,
                null,
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                provenance);
        return OutputJson.of(ModelRecord.class)
                .write(new ModelRecord(
                        name,
                        version,
                        kind,
                        NINE,
                        NINE,
                        "training",
                        false,
                        card,
                        Base64.getEncoder().encodeToString(body)));
    }

    private CustomerProfile profile(String customer) {
        return Objects.requireNonNull(
                engine.latest(TopicCatalogue.PROFILES, CustomerProfile.class).get(customer));
    }

    private Predictions predictions(String customer) {
        return Objects.requireNonNull(profile(customer).predictions());
    }

    private ChurnRisk churn(String customer) {
        return Objects.requireNonNull(predictions(customer).churn());
    }
}
