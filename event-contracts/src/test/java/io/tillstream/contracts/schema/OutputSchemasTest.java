package io.tillstream.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.output.AcquisitionCell;
import io.tillstream.contracts.output.Alert;
import io.tillstream.contracts.output.BundleRule;
import io.tillstream.contracts.output.BundleRun;
import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.ChannelCredit;
import io.tillstream.contracts.output.ChannelStep;
import io.tillstream.contracts.output.ChurnRisk;
import io.tillstream.contracts.output.ClusterPlace;
import io.tillstream.contracts.output.CohortCell;
import io.tillstream.contracts.output.CommunicationCell;
import io.tillstream.contracts.output.CustomerLoyalty;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.CustomerValue;
import io.tillstream.contracts.output.DeadStock;
import io.tillstream.contracts.output.ExperienceCell;
import io.tillstream.contracts.output.FeedbackEntry;
import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.output.JourneyCell;
import io.tillstream.contracts.output.JourneyPath;
import io.tillstream.contracts.output.LoyaltyCell;
import io.tillstream.contracts.output.LoyaltyStratum;
import io.tillstream.contracts.output.ModelCard;
import io.tillstream.contracts.output.ModelDrift;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.Predictions;
import io.tillstream.contracts.output.ProductCartCell;
import io.tillstream.contracts.output.PurchaseChance;
import io.tillstream.contracts.output.PurchasingCell;
import io.tillstream.contracts.output.ReferralCell;
import io.tillstream.contracts.output.RelatedProducts;
import io.tillstream.contracts.output.RetentionCell;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.RfmScore;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SalesForecast;
import io.tillstream.contracts.output.SeasonalityCell;
import io.tillstream.contracts.output.SegmentTransition;
import io.tillstream.contracts.output.TextPair;
import io.tillstream.contracts.output.TrainingStatus;
import io.tillstream.contracts.output.VisitorIdentity;
import io.tillstream.contracts.segment.MembershipChange;
import io.tillstream.contracts.segment.Operator;
import io.tillstream.contracts.segment.ProfileField;
import io.tillstream.contracts.segment.SegmentDefinition;
import io.tillstream.contracts.segment.SegmentRule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutputSchemasTest {

    private static final Instant AT = Instant.parse("2024-01-01T12:00:00Z");

    private final Schemas schemas = new Schemas();

    @Test
    void shouldDescribeProfiles() {
        check(
                "customer-profile",
                CustomerProfile.class,
                new CustomerProfile(
                        "c-1",
                        AT,
                        AT,
                        AT,
                        AT,
                        2,
                        3,
                        59_990_000,
                        1_000_000,
                        58_990_000,
                        29_495_000L,
                        3,
                        4,
                        4.5,
                        2,
                        7,
                        1.25,
                        3,
                        new RfmScore(5, 4, 3),
                        "Loyal",
                        "Low",
                        "rule",
                        "36-45",
                        "f",
                        "Chicago",
                        "US",
                        "web",
                        AT,
                        AT));
        check(
                "customer-profile",
                CustomerProfile.class,
                new CustomerProfile(
                        "anon:v", AT, AT, null, null, 0, 0, 0, 0, 0, null, null, 0, null, 0, 1, null, 0, null, null,
                        null, null, null, null, null, null, null, null, AT));
    }

    @Test
    void shouldDescribeTransitions() {
        check(
                "segment-transition",
                SegmentTransition.class,
                new SegmentTransition("c-1", "Loyal", "At Risk", "333", "233", "cut_points", AT));
        check(
                "segment-transition",
                SegmentTransition.class,
                new SegmentTransition("c-1", null, "New Customers", null, "511", "purchase", AT));
    }

    @Test
    void shouldDescribeIdentities() {
        check(
                "visitor-identity",
                VisitorIdentity.class,
                new VisitorIdentity(
                        "anon:v",
                        List.of(
                                new VisitorIdentity.Span("c-1", null, AT, AT),
                                new VisitorIdentity.Span("c-2", AT, null, AT)),
                        List.of(new VisitorIdentity.Undone("c-3", AT))));
        check("visitor-identity", VisitorIdentity.class, new VisitorIdentity("anon:v", List.of(), List.of()));
    }

    @Test
    void shouldDescribeCarts() {
        CartChange.Line line = new CartChange.Line("p-1", null, "Books", 2, 59_980_000);
        for (String state : List.of("open", "abandoned", "recovered", "purchased", "emptied", "withdrawn")) {
            check(
                    "cart-change",
                    CartChange.class,
                    new CartChange("c-1@1", "c-1", null, state, AT, AT, 59_980_000, List.of(line), null));
        }
    }

    @Test
    void shouldDescribeCells() {
        check(
                "funnel-cell",
                FunnelCell.class,
                new FunnelCell(AT, "device", "mobile", 9, 8, 7, 6, 5, 4, 3, 2, 1, 1, 0, 1_500_000, 0, AT));
        check(
                "sales-cell",
                SalesCell.class,
                new SalesCell(
                        "day",
                        LocalDate.of(2024, 1, 1),
                        "product",
                        "p-1",
                        "T",
                        "Books",
                        1,
                        2,
                        3,
                        4,
                        -1,
                        1,
                        1,
                        1,
                        5,
                        6,
                        12L,
                        AT));
        check(
                "sales-cell",
                SalesCell.class,
                new SalesCell("all", null, "total", "all", null, null, 1, 2, 3, 0, 3, 0, 0, 1, 0, 0, null, AT));
        check(
                "seasonality-cell",
                SeasonalityCell.class,
                new SeasonalityCell(AT, LocalDate.of(2024, 1, 1), 12, 1, 3, 4, 5_000_000, 6, AT));
    }

    @Test
    void shouldDescribeCohorts() {
        check(
                "cohort-cell",
                CohortCell.class,
                new CohortCell(
                        YearMonth.of(2010, 12),
                        YearMonth.of(2011, 1),
                        1,
                        "channel",
                        "web",
                        324,
                        558,
                        -269_550_000,
                        AT));
        check(
                "retention-cell",
                RetentionCell.class,
                new RetentionCell(YearMonth.of(2011, 1), 741, 417, 324, 0, 324, 0, 0, AT));
    }

    @Test
    void shouldDescribeLoyaltyAndReferrals() {
        YearMonth month = YearMonth.of(2024, 1);
        check(
                "loyalty-cell",
                LoyaltyCell.class,
                new LoyaltyCell(month, "move", "Member>Plus", 9, 8, 7, 6, 5, 400, 30, 20, 10, -60, AT));
        check("loyalty-stratum", LoyaltyStratum.class, new LoyaltyStratum(month, "20-50", "US", 40, 12, 38, 9, AT));
        check(
                "referral-cell",
                ReferralCell.class,
                new ReferralCell(month, "referred", "web", 0, 0, 0, 0, 1_500_000, 4, 1, 6, -2_500_000, AT));
    }

    @Test
    void shouldDescribeAcquisitionAndCommunication() {
        check(
                "acquisition-cell",
                AcquisitionCell.class,
                new AcquisitionCell(
                        YearMonth.of(2024, 1),
                        YearMonth.of(2024, 3),
                        2,
                        "cpc",
                        "search-brand",
                        0,
                        0,
                        0,
                        3,
                        -1_500_000,
                        0,
                        AT));
        check(
                "acquisition-cell",
                AcquisitionCell.class,
                new AcquisitionCell(
                        YearMonth.of(2024, 1),
                        YearMonth.of(2024, 1),
                        0,
                        "cpc",
                        "unknown",
                        9,
                        3,
                        2,
                        4,
                        120_500_000,
                        80_250_000,
                        AT));
        for (String dimension : List.of(
                "campaign", "people", "people_channel", "people_campaign", "received_7_days", "received_30_days")) {
            LocalDate day = dimension.startsWith("people") ? null : LocalDate.of(2024, 1, 1);
            check(
                    "communication-cell",
                    CommunicationCell.class,
                    new CommunicationCell(day, dimension, "email", "spring", 9, 8, 7, 6, 5, 4, 3, 2, 1_500_000, AT));
        }
    }

    @Test
    void shouldDescribeCutPoints() {
        check(
                "rfm-cut-points",
                RfmCutPoints.class,
                new RfmCutPoints(
                        AT,
                        AT,
                        10,
                        true,
                        List.of(AT, AT, AT, AT),
                        List.of(1L, 2L, 3L, 4L),
                        List.of(1L, 2L, 3L, 4L),
                        2L,
                        2L,
                        0.333));
    }

    @Test
    void shouldDescribePredictions() {
        CustomerProfile buyer = new CustomerProfile(
                "c-1",
                AT,
                AT,
                AT,
                AT,
                1,
                1,
                1,
                0,
                1,
                1L,
                0,
                0,
                null,
                1,
                1,
                1.0,
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                AT,
                AT,
                List.of("Frequent Buyer"),
                List.of("s-1"),
                null,
                new CustomerLoyalty("Plus", LocalDate.of(2023, 5, 1), -3, 260, 12, LocalDate.of(2025, 6, 1)));
        ChurnRisk risk = new ChurnRisk(
                0.75, 0.5, List.of(new ChurnRisk.Reason("recency_days", 80.5, 0.3)), -0.05, "20240101T120000Z");
        check("customer-profile", CustomerProfile.class, buyer.withFirstTouch("cpc", "search-brand"));
        check(
                "customer-profile",
                CustomerProfile.class,
                withPredictions(buyer, new Predictions(null, null, null, null)));
        check(
                "customer-profile",
                CustomerProfile.class,
                withPredictions(
                        buyer,
                        new Predictions(
                                risk,
                                new PurchaseChance(0.25, "v"),
                                new CustomerValue(3_500_000, 2_000_000, 5_000_000, 0.9, 1.5, AT, "v"),
                                new ClusterPlace(1, "Platinum", "v"))));
        check(
                "customer-profile",
                CustomerProfile.class,
                withPredictions(buyer, new Predictions(null, null, new CustomerValue(0, 0, 0, 0, 0, null, "v"), null)));
    }

    private static CustomerProfile withPredictions(CustomerProfile p, Predictions predictions) {
        return p.with(p.behaviours(), p.customSegments(), predictions);
    }

    @Test
    void shouldDescribeModels() {
        ModelCard card = new ModelCard(
                "A forest.",
                AT,
                AT,
                10,
                3,
                5,
                0.3,
                List.of(new ModelCard.FeatureCard("orders", "Orders", 0.5, List.of(1.0), List.of(0.4, 0.6))),
                Map.of("auc", 0.8),
                Map.of("recency", Map.of("auc", 0.7)),
                List.of(new ModelCard.CalibrationBin(0, 0.1, 5, 0.05, 0.04)),
                List.of(new ModelCard.ClusterCard(1, "Platinum", "25 %", "Many orders", 9, Map.of("orders", 7.5))),
                Map.of("trees", 50.0),
                Map.of("seed", "7"));
        check(
                "model-record",
                ModelRecord.class,
                new ModelRecord(ModelRecord.CHURN, "v", "forest/1", AT, AT, "training", false, card, "AAE="));
        check(
                "model-drift",
                ModelDrift.class,
                new ModelDrift("churn", "v", AT, 100, Map.of("orders", 0.3), 0.1, true, "orders has moved"));
        check(
                "training-status",
                TrainingStatus.class,
                new TrainingStatus(
                        "r",
                        "running",
                        "request",
                        "cli",
                        AT,
                        null,
                        "Reading the log",
                        0.5,
                        List.of(new TrainingStatus.ModelOutcome("value", "too_little_data", null, "312 of 500"))));
        check(
                "alert",
                Alert.class,
                new Alert("a", "model-drift", "churn", "raised", 0.3, 0.25, "orders has moved", AT));
    }

    @Test
    void shouldDescribeForecasts() {
        LocalDate day = LocalDate.of(2024, 3, 1);
        check(
                "sales-forecast",
                SalesForecast.class,
                new SalesForecast(
                        "category",
                        "Books",
                        "ETS(A,N,A)",
                        AT,
                        day.minusDays(80),
                        day.minusDays(1),
                        0.8,
                        List.of(new SalesForecast.Day(day, 1_500_000, 0, 3_250_000)),
                        Map.of("mase", 0.9),
                        "Better than last week's figures."));
        check(
                "sales-forecast",
                SalesForecast.class,
                new SalesForecast("total", "all", null, AT, day, day, 0.8, List.of(), Map.of(), "Too little history."));
    }

    @Test
    void shouldDescribeBundles() {
        BundleRule rule = new BundleRule(
                BundleRule.PRODUCT, List.of("a b", "c>d"), "é&f", 5, 0.1, 0.5, 2.5, 0.06, 1.6, 0.001, true);
        check("bundle-rule", BundleRule.class, rule);
        check(
                "bundle-rule",
                BundleRule.class,
                new BundleRule(BundleRule.CATEGORY, List.of("Books"), "Home", 9, 1, 1, 1, 0, null, 1, false));
        assertThat(rule.key()).isEqualTo("rule|product|a+b&c%3Ed>%C3%A9%26f");
        LocalDate day = LocalDate.of(2024, 3, 1);
        check(
                "bundle-run",
                BundleRun.class,
                new BundleRun(BundleRule.PRODUCT, day, day, 40, 0.05, 0.05, 1, 210, 80, "Support was lowered."));
        check(
                "bundle-run",
                BundleRun.class,
                new BundleRun(BundleRule.CATEGORY, null, null, 0, 0.1, 0.05, 1, 0, 0, "No orders yet."));
        check(
                "related-products",
                RelatedProducts.class,
                new RelatedProducts("p", 12, List.of(new RelatedProducts.Partner("q", 3, 0.25, 1.5))));
        check(
                "dead-stock",
                DeadStock.class,
                new DeadStock("p", 2, 8, 0.2, List.of(new DeadStock.Proposal("q", 3, 0.25, 1.5, 1e-9))));
    }

    @Test
    void shouldDescribeCustomSegments() {
        SegmentRule spend = new SegmentRule.Compare(ProfileField.NET, Operator.AT_LEAST, List.of(100.5));
        SegmentRule place = new SegmentRule.Compare(ProfileField.COUNTRY, Operator.IN, List.of("US", "DE"));
        SegmentRule known = new SegmentRule.Compare(ProfileField.GENDER, Operator.MISSING, List.of());
        check(
                "segment-definition",
                SegmentDefinition.class,
                new SegmentDefinition(
                        "s",
                        "Big spenders",
                        "",
                        new SegmentRule.All(
                                List.of(spend, new SegmentRule.Any(List.of(new SegmentRule.Not(place), known)))),
                        3,
                        AT));
        for (String change : List.of(MembershipChange.ENTERED, MembershipChange.LEFT)) {
            check(
                    "membership-change",
                    MembershipChange.class,
                    new MembershipChange("s", "Big spenders", "c-1", change, AT));
        }
    }

    @Test
    void shouldRefuseWhatIsNoSuchOutput() {
        assertThat(schemas.problems("output/seasonality-cell.json", "{\"hour\":\"2024-01-01T12:00:00Z\"}"))
                .isNotEmpty();
        assertThat(schemas.problems("output/cart-change.json", "{\"state\":\"lost\"}"))
                .isNotEmpty();
    }

    @Test
    void shouldDescribePurchasing() {
        check(
                "product-cart-cell",
                ProductCartCell.class,
                new ProductCartCell("day", LocalDate.of(2024, 1, 1), "product", "p-1", 3, 2, 1, AT));
        check(
                "product-cart-cell",
                ProductCartCell.class,
                new ProductCartCell("all", null, "category", "Books", 3, 2, 1, AT));
        check(
                "purchasing-cell",
                PurchasingCell.class,
                new PurchasingCell(
                        LocalDate.of(2024, 1, 1),
                        "payment_method",
                        "card",
                        2,
                        5,
                        3,
                        35_005_000,
                        1_000_000,
                        1,
                        1,
                        1,
                        86_400,
                        List.of(new PurchasingCell.Bin(24, 1)),
                        List.of(new PurchasingCell.Bin(2, 1), new PurchasingCell.Bin(3, 1)),
                        List.of(new PurchasingCell.Bin(1_750, 2)),
                        AT));
    }

    @Test
    void shouldDescribeExperience() {
        check(
                "experience-cell",
                ExperienceCell.class,
                new ExperienceCell(
                        LocalDate.of(2024, 1, 1),
                        "category",
                        "delivery",
                        new ExperienceCell.Nps(5, 3, 1),
                        new ExperienceCell.Csat(2, 1, 7),
                        new ExperienceCell.Scores(1, 8),
                        new ExperienceCell.Feedback(2, 1, 5),
                        new ExperienceCell.Texts(1, 0, 1, -1_234),
                        new ExperienceCell.Support(
                                2, 1, 1, 2, 1, 1, 4, List.of(new ExperienceCell.Duration(3_600, 2)), List.of()),
                        AT));
        check(
                "feedback-entry",
                FeedbackEntry.class,
                new FeedbackEntry(
                        "e-1", "c-1", AT, "review", null, 5, "Great.", 0.6249, "positive", "p-1", "o-1", "web"));
        check(
                "feedback-entry",
                FeedbackEntry.class,
                new FeedbackEntry("e-2", "c-1", AT, "nps", 0, null, null, null, null, null, null, "unknown"));
    }

    @Test
    void shouldDescribeJourneys() {
        LocalDate day = LocalDate.of(2024, 1, 1);
        JourneyCell cell = new JourneyCell(
                day,
                "we|b",
                "mobile",
                2,
                1,
                List.of(new JourneyCell.Step("start", "home", 2), new JourneyCell.Step("more", "conversion", 1)),
                List.of(new JourneyCell.Duration(60, 1)),
                List.of(),
                AT);
        JourneyPath path = new JourneyPath(day, "web", "mobile", "conversion", List.of("home", "more"), 3, AT);
        ChannelCredit credit = new ChannelCredit(day, "news / email", 1, 10, 2, 20, 1_500_000, 15, AT);
        ChannelStep step = new ChannelStep(day, ChannelStep.START, "direct", 4, AT);
        check("journey-cell", JourneyCell.class, cell);
        check("journey-path", JourneyPath.class, path);
        check("channel-credit", ChannelCredit.class, credit);
        check("channel-step", ChannelStep.class, step);
        assertThat(List.of(cell.key(), path.key(), credit.key(), step.key()))
                .containsExactly(
                        "steps|2024-01-01|we\\|b|mobile",
                        "path|2024-01-01|conversion|home > more|web|mobile",
                        "credit|2024-01-01|news / email",
                        "chain|2024-01-01|(start)|direct");
        assertThat(schemas.problems("output/journey-path.json", "{\"outcome\":\"lost\"}"))
                .isNotEmpty();
    }

    @Test
    void shouldTellPairsOfTextsApart() {
        for (TextPair pair : List.of(
                new TextPair("a|b", "c"),
                new TextPair("a", "b|c"),
                new TextPair("a\\", "|c"),
                new TextPair("a\\|", "c"),
                new TextPair("", ""))) {
            assertThat(TextPair.of(pair.text())).isEqualTo(pair);
        }
    }

    private <T> void check(String schema, Class<T> type, T value) {
        byte[] json = OutputJson.of(type).write(value);

        assertThat(schemas.problems("output/" + schema + ".json", new String(json, StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(OutputJson.of(type).read(json)).isEqualTo(value);
    }
}
