package io.tillstream.query.support;

import io.tillstream.contracts.output.Alert;
import io.tillstream.contracts.output.ChurnRisk;
import io.tillstream.contracts.output.ClusterPlace;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.CustomerValue;
import io.tillstream.contracts.output.ModelCard;
import io.tillstream.contracts.output.ModelDrift;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.contracts.output.Predictions;
import io.tillstream.contracts.output.PurchaseChance;
import io.tillstream.contracts.output.TrainingStatus;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Models of the shop that {@link Shop} counts: churn with a champion and a version before it, purchase, clusters; too little data for lifetime value.
 * Ann's churn probability is 0.75, bob's 0.2.
 */
public final class ModelledShop {

    /** The churn champion's version. */
    public static final String CHAMPION = "20240104T000000Z";

    private static final Instant TRAINED = Instant.parse("2024-01-04T00:00:00Z");
    private static final String BEFORE = "20240103T000000Z";

    private ModelledShop() {}

    /** Ann as the models see her. */
    public static CustomerProfile ann(CustomerProfile ann) {
        return ann.with(
                List.of("Frequent Buyer", "Brand Loyal"),
                List.of("segment-1", "segment-2"),
                new Predictions(
                        new ChurnRisk(
                                0.75,
                                0.5,
                                List.of(
                                        new ChurnRisk.Reason("recency_days", 84.4, 0.3),
                                        new ChurnRisk.Reason("orders", 1, -0.1)),
                                0.05,
                                CHAMPION),
                        new PurchaseChance(0.125, CHAMPION),
                        null,
                        new ClusterPlace(1, "Platinum", CHAMPION)));
    }

    /** Bob as the models see him. */
    public static CustomerProfile bob(CustomerProfile bob) {
        return bob.with(
                List.of("Brand Loyal"),
                List.of("segment-2"),
                new Predictions(
                        new ChurnRisk(0.2, 0.5, List.of(new ChurnRisk.Reason("orders", 1, -0.3)), 0, CHAMPION),
                        new PurchaseChance(0.5, CHAMPION),
                        new CustomerValue(
                                40_000_000,
                                20_000_000,
                                60_000_000,
                                0.9,
                                2.5,
                                Instant.parse("2024-02-01T00:00:00Z"),
                                CHAMPION),
                        new ClusterPlace(4, "Bronze", CHAMPION)));
    }

    /** Sends the models, how training went, drift and alerts. */
    public static void send(Log log) {
        model(log, ModelRecord.CHURN, CHAMPION, true);
        model(log, ModelRecord.CHURN, CHAMPION, false);
        model(log, ModelRecord.CHURN, BEFORE, false);
        model(log, ModelRecord.PURCHASE, CHAMPION, true);
        model(log, ModelRecord.CLUSTERS, CHAMPION, true);
        model(log, ModelRecord.VALUE, BEFORE, true);
        log.send(TopicCatalogue.MODELS, ModelRecord.VALUE, (byte[]) null);
        log.send(TopicCatalogue.MODELS, "broken", "{\"name\":");
        log.send(
                TopicCatalogue.MODELS,
                TrainingStatus.KEY,
                TrainingStatus.class,
                new TrainingStatus(
                        "run-1",
                        "finished",
                        "schedule",
                        null,
                        TRAINED,
                        TRAINED.plusSeconds(40),
                        "Done",
                        1,
                        List.of(
                                new TrainingStatus.ModelOutcome("churn", "promoted", CHAMPION, "AUC 0.81 against 0.80"),
                                new TrainingStatus.ModelOutcome(
                                        "value", "too_little_data", null, "2 of 500 buyers so far"))));
        log.send(
                TopicCatalogue.MODELS,
                ModelDrift.key(ModelRecord.CHURN),
                ModelDrift.class,
                new ModelDrift(
                        ModelRecord.CHURN,
                        CHAMPION,
                        TRAINED,
                        2,
                        Map.of("orders", 0.31),
                        0.1,
                        true,
                        "orders has moved"));
        alert(log, "a1", "raised", 0);
        alert(log, "a1", "raised", 60);
        alert(log, "a2", "raised", 120);
        alert(log, "a2", "cleared", 180);
    }

    private static void alert(Log log, String id, String state, int seconds) {
        log.send(
                TopicCatalogue.ALERTS,
                "model-drift",
                Alert.class,
                new Alert(
                        id,
                        "model-drift",
                        "churn",
                        state,
                        0.31,
                        0.25,
                        "orders has moved",
                        TRAINED.plusSeconds(seconds)));
    }

    /** What is said of a model. */
    static ModelCard card(String name, String version) {
        return new ModelCard(
                "60 trees.",
                TRAINED,
                TRAINED,
                900,
                300,
                100,
                0.33,
                List.of(new ModelCard.FeatureCard("orders", "Orders so far", 0.5, List.of(1.0), List.of(0.4, 0.6))),
                Map.of("auc", version.equals(CHAMPION) ? 0.81 : 0.8),
                Map.of("recency", Map.of("auc", 0.7)),
                List.of(new ModelCard.CalibrationBin(0, 0.1, 100, 0.05, 0.04)),
                name.equals(ModelRecord.CLUSTERS)
                        ? List.of(
                                new ModelCard.ClusterCard(
                                        1, "Platinum", "25 % + VIP concierge", "Many orders", 9, Map.of("orders", 7.5)),
                                new ModelCard.ClusterCard(
                                        4, "Bronze", "points or 10 %", "One order", 90, Map.of("orders", 1.0)))
                        : List.of(),
                Map.of("trees", 60.0),
                Map.of("seed", "7"));
    }

    private static void model(Log log, String name, String version, boolean champion) {
        log.send(
                TopicCatalogue.MODELS,
                champion ? name : ModelRecord.versionKey(name, version),
                ModelRecord.class,
                new ModelRecord(
                        name,
                        version,
                        "forest/1",
                        TRAINED,
                        champion ? TRAINED : null,
                        champion ? "training" : null,
                        false,
                        card(name, version),
                        "AAECAwQF"));
    }
}
