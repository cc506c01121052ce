package io.tillstream.dashboard.testing;

import io.tillstream.contracts.output.Alert;
import io.tillstream.contracts.output.BundleRule;
import io.tillstream.contracts.output.BundleRun;
import io.tillstream.contracts.output.ChurnRisk;
import io.tillstream.contracts.output.ClusterPlace;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.CustomerValue;
import io.tillstream.contracts.output.DeadStock;
import io.tillstream.contracts.output.ModelCard;
import io.tillstream.contracts.output.ModelDrift;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.contracts.output.Predictions;
import io.tillstream.contracts.output.PurchaseChance;
import io.tillstream.contracts.output.SalesForecast;
import io.tillstream.contracts.output.TrainingStatus;
import io.tillstream.contracts.segment.Operator;
import io.tillstream.contracts.segment.ProfileField;
import io.tillstream.contracts.segment.SegmentDefinition;
import io.tillstream.contracts.segment.SegmentRule;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What made-up models say of made-up customers. Nothing here was computed; it only has the shape of what models say. */
public final class MadeUpModels {

    public static final String VERSION = "2024-05-01T02:00:00Z";
    public static final String SEGMENT = "0b8f3f2e-0001";

    private static final long UNIT = 1_000_000;
    private static final List<String> TIERS = List.of("Platinum", "Gold", "Silver", "Bronze");
    private static final List<String> REWARDS =
            List.of("25 % and VIP concierge", "20 % and free shipping", "15 % or birthday bonus", "points or 10 %");
    private static final List<String> BEHAVIOURS =
            List.of("Frequent Buyer", "Bargain Hunter", "Brand Loyal", "Window Shopper", "Seasonal Buyer");
    private static final List<String> AGES = List.of("18-25", "26-35", "36-45", "46-55", "55+");
    private static final List<String> COUNTRIES = List.of("US", "GB", "DE", "FR");

    private MadeUpModels() {}

    /** A profile with predictions that suit its figures. */
    public static CustomerProfile scored(CustomerProfile of, int i) {
        int recency = of.recencyDays() == null ? 0 : of.recencyDays();
        double churn = 1 / (1 + Math.exp(-(recency - 95) / 28.0));
        double alive = Math.clamp(1.15 - churn, 0.01, 0.99);
        long value = Math.round(of.netMicros() * alive * 0.8) + UNIT;
        int rank =
                of.netMicros() > 800 * UNIT ? 1 : of.netMicros() > 300 * UNIT ? 2 : of.netMicros() > 100 * UNIT ? 3 : 4;
        Predictions predictions = new Predictions(
                new ChurnRisk(
                        churn,
                        0.35,
                        List.of(
                                new ChurnRisk.Reason("recency_days", recency, (churn - 0.35) * 0.6),
                                new ChurnRisk.Reason("orders", of.orders(), (churn - 0.35) * (0.2 + 0.05 * (i % 3))),
                                new ChurnRisk.Reason("sessions_30_days", i % 5, 0.02 * (2 - i % 4))),
                        0,
                        VERSION),
                new PurchaseChance(0.9 * Math.pow(1 - churn, 3) * (0.3 + 0.1 * (i % 7)), VERSION),
                new CustomerValue(
                        value,
                        value / 2,
                        value * 8 / 5,
                        alive,
                        alive * 4,
                        of.freshThrough().plus(Duration.ofDays(12)),
                        VERSION),
                new ClusterPlace(rank, TIERS.get(rank - 1), VERSION));
        return new CustomerProfile(
                of.customerId(),
                of.firstSeenAt(),
                of.lastSeenAt(),
                of.firstPurchaseAt(),
                of.lastPurchaseAt(),
                of.orders(),
                of.units(),
                of.grossMicros(),
                of.refundMicros(),
                of.netMicros(),
                of.averageOrderMicros(),
                of.recencyDays(),
                of.lifetimeDays(),
                of.averageGapDays(),
                of.activeDays(),
                of.sessions(),
                of.visitFrequency(),
                of.productVariety(),
                of.rfm(),
                of.segment(),
                churn > 0.7 ? "High" : churn < 0.3 ? "Low" : "Medium",
                VERSION,
                AGES.get(i % AGES.size()),
                of.gender(),
                of.location(),
                COUNTRIES.get(i * i % COUNTRIES.size()),
                of.channel(),
                of.asOf(),
                of.freshThrough(),
                i % 3 == 0 ? List.of(BEHAVIOURS.get(i / 3 % 5)) : List.of(),
                of.netMicros() > 500 * UNIT ? List.of(SEGMENT) : List.of(),
                predictions,
                null);
    }

    /** Everything but profiles. */
    public static void publish(PublicTopics topics, Instant now) {
        for (String name : List.of(ModelRecord.CHURN, ModelRecord.PURCHASE, ModelRecord.VALUE, ModelRecord.CLUSTERS)) {
            ModelRecord record = model(name, VERSION, now);
            topics.state(TopicCatalogue.MODELS, name, ModelRecord.class, record);
            topics.state(TopicCatalogue.MODELS, ModelRecord.versionKey(name, VERSION), ModelRecord.class, record);
        }
        String before = "2024-04-30T02:00:00Z";
        topics.state(
                TopicCatalogue.MODELS,
                ModelRecord.versionKey(ModelRecord.CHURN, before),
                ModelRecord.class,
                model(ModelRecord.CHURN, before, now.minus(Duration.ofDays(1))));
        topics.state(
                TopicCatalogue.MODELS,
                ModelDrift.key(ModelRecord.PURCHASE),
                ModelDrift.class,
                new ModelDrift(
                        ModelRecord.PURCHASE,
                        VERSION,
                        now,
                        1_500,
                        Map.of("recency_days", 0.31),
                        0.12,
                        true,
                        "Days since the last purchase have moved (0.31, above 0.25) since the model was trained."));
        training(topics, now, "finished", 1);
        forecast(topics, now);
        bundles(topics);
        topics.state(
                TopicCatalogue.SEGMENT_DEFINITIONS,
                SEGMENT,
                SegmentDefinition.class,
                new SegmentDefinition(
                        SEGMENT,
                        "Big spenders <b>of ours</b>",
                        "Invite them",
                        new SegmentRule.All(List.of(
                                new SegmentRule.Compare(ProfileField.NET, Operator.MORE, List.of(500.0)),
                                new SegmentRule.Compare(ProfileField.ORDERS, Operator.AT_LEAST, List.of(1.0)))),
                        0,
                        now));
        topics.state(
                TopicCatalogue.ALERTS,
                "model-drift",
                Alert.class,
                new Alert(
                        "model-drift/purchase",
                        "model-drift",
                        "purchase",
                        "raised",
                        0.31,
                        0.25,
                        "Today's customers differ from those learned from: scores have moved by 0.31, most of all features tenure_days by 0.40;"
                                + " above 0.25 counts.",
                        now));
    }

    /** A training run as far as it has come. */
    public static void training(PublicTopics topics, Instant now, String state, double progress) {
        topics.state(
                TopicCatalogue.MODELS,
                TrainingStatus.KEY,
                TrainingStatus.class,
                new TrainingStatus(
                        "run-7",
                        state,
                        "schedule",
                        null,
                        now.minusSeconds(40),
                        state.equals("running") ? null : now,
                        "Growing trees for churn",
                        progress,
                        List.of(
                                new TrainingStatus.ModelOutcome(
                                        "churn", "promoted", VERSION, "AUC 0.81 against 0.79 of the one before."),
                                new TrainingStatus.ModelOutcome(
                                        "purchase", "kept", VERSION, "AUC 0.74 is below the champion's 0.76."),
                                new TrainingStatus.ModelOutcome(
                                        "value", "promoted", VERSION, "1,500 buyers over 400 days."))));
    }

    private static ModelRecord model(String name, String version, Instant now) {
        boolean forest = name.equals(ModelRecord.CHURN) || name.equals(ModelRecord.PURCHASE);
        boolean clusters = name.equals(ModelRecord.CLUSTERS);
        ModelCard card = new ModelCard(
                forest
                        ? "60 trees on 12 features, calibrated on held-out customers."
                        : clusters ? "4 clusters by k-means." : "BG/NBD with Gamma-Gamma.",
                now.minus(Duration.ofDays(400)),
                now,
                12_400,
                forest ? 4_300 : 0,
                3_100,
                forest ? 0.35 : null,
                forest ? features() : List.of(),
                forest
                        ? Map.of("auc", 0.812, "brier", 0.161, "ece", 0.021, "lift_10", 2.4)
                        : clusters ? Map.of("silhouette", 0.41, "stability", 0.93) : Map.of("mae", 41.2),
                forest
                        ? Map.of(
                                "recency_alone", Map.of("auc", 0.751, "brier", 0.184),
                                "rule", Map.of("auc", 0.702))
                        : Map.of(),
                forest
                        ? IntStream.range(0, 10)
                                .mapToObj(i -> new ModelCard.CalibrationBin(
                                        i / 10.0,
                                        (i + 1) / 10.0,
                                        310,
                                        i / 10.0 + 0.05,
                                        i / 10.0 + 0.04 + 0.01 * (i % 4)))
                                .toList()
                        : List.of(),
                clusters ? clusterCards() : List.of(),
                Map.of(),
                Map.of("seed", "7"));
        return new ModelRecord(name, version, "made-up/1", now, now, "training", false, card, "bm90IGEgbW9kZWw=");
    }

    private static List<ModelCard.FeatureCard> features() {
        return List.of(
                new ModelCard.FeatureCard("recency_days", "days since the last purchase", 0.44, List.of(), List.of()),
                new ModelCard.FeatureCard("orders", "orders so far", 0.23, List.of(), List.of()),
                new ModelCard.FeatureCard(
                        "sessions_30_days", "sessions in the last 30 days", 0.17, List.of(), List.of()),
                new ModelCard.FeatureCard(
                        "average_gap_days", "usual days between purchases", 0.09, List.of(), List.of()));
    }

    private static List<ModelCard.ClusterCard> clusterCards() {
        List<ModelCard.ClusterCard> cards = new ArrayList<>();
        for (int rank = 1; rank <= TIERS.size(); rank++) {
            cards.add(new ModelCard.ClusterCard(
                    rank,
                    TIERS.get(rank - 1),
                    REWARDS.get(rank - 1),
                    "Buys " + (rank < 3 ? "often" : "seldom") + " and spends " + (rank == 1 ? "most" : "less") + ".",
                    400L * rank,
                    Map.of(
                            "frequency", 12.0 / rank,
                            "monetary", 1_900.0 / (rank * rank),
                            "average_order_value", 80.0 - 9 * rank,
                            "recency_days", 18.0 * rank,
                            "lifetime_days", 300.0 / rank)));
        }
        return cards;
    }

    private static void forecast(PublicTopics topics, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<SalesForecast.Day> days = IntStream.range(0, 28)
                .mapToObj(ahead -> {
                    LocalDate day = today.plusDays(ahead);
                    long expected = (3_900 + (day.getDayOfWeek().getValue() >= 6 ? 1_700 : 0) + 10L * ahead) * UNIT;
                    long half = (500 + 25L * ahead) * UNIT;
                    return new SalesForecast.Day(day, expected, expected - half, expected + half);
                })
                .toList();
        SalesForecast total = new SalesForecast(
                "total",
                "all",
                "ETS(A,N,A)",
                now,
                today.minusDays(400),
                today.minusDays(1),
                0.8,
                days,
                Map.of("mase", 0.71, "coverage", 0.82),
                "On the last four weeks its error was 29 % below that of repeating the week before.");
        topics.state(TopicCatalogue.FORECASTS, SalesForecast.key("total", "all"), SalesForecast.class, total);
    }

    private static void bundles(PublicTopics topics) {
        topics.state(
                TopicCatalogue.BUNDLES,
                "run|product",
                BundleRun.class,
                new BundleRun(
                        BundleRule.PRODUCT,
                        LocalDate.parse("2024-01-01"),
                        LocalDate.parse("2024-05-01"),
                        24_000,
                        0.002,
                        0.05,
                        1,
                        60,
                        60,
                        "Support from 0.2 % on, since few pairs reach 10 %."));
        for (int i = 0; i < 60; i++) {
            BundleRule rule = new BundleRule(
                    i % 10 == 9 ? BundleRule.CATEGORY : BundleRule.PRODUCT,
                    i % 10 == 9
                            ? List.of("Books")
                            : i % 4 == 3 ? List.of("p-" + i % 12, "p-" + (i + 5) % 12) : List.of("p-" + i % 12),
                    i % 10 == 9 ? "Home" : "p-" + (i * 7 + 3) % 12,
                    200 - i,
                    (200 - i) / 24_000.0,
                    0.1 + i % 9 / 20.0,
                    1.2 + i % 13,
                    0.005 - i * 0.00005,
                    1.3,
                    1e-9,
                    i % 8 != 7);
            topics.state(TopicCatalogue.BUNDLES, rule.key(), BundleRule.class, rule);
        }
        for (int i = 150; i < 180; i++) {
            DeadStock dead = new DeadStock(
                    "p-" + i,
                    i % 20,
                    40L + i % 30,
                    i % 20 / (i % 20 + 40.0 + i % 30),
                    i % 3 == 0
                            ? List.of()
                            : List.of(new DeadStock.Proposal("p-" + i % 10, 14, 0.04, 2.1 + i % 4, 0.001)));
            topics.state(TopicCatalogue.BUNDLES, dead.key(), DeadStock.class, dead);
        }
    }
}
