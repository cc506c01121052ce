package io.tillstream.contracts.topic;

import io.tillstream.contracts.topic.TopicSpec.Kind;
import java.time.Duration;
import java.util.List;

/** All topics. They are created from here; nothing else names a topic by a literal. */
public final class TopicCatalogue {

    /** The log of events: everything else can be re-counted from it, so it is kept for ever unless configured otherwise. */
    public static final TopicSpec EVENTS = stream("commerce.events.v1", "customer_id", "CommerceEvent");

    /**
     * Events that were refused, the reason in headers ({@link RejectedHeaders}): on the event topic, bytes unchanged, or at the door, in a batch with others.
     */
    public static final TopicSpec REJECTED = stream("commerce.events.rejected.v1", "as received", "bytes");

    /** The customers' details, personal data included. */
    public static final TopicSpec CUSTOMERS = state("commerce.customers.v1", "customer_id", "CommerceEvent");

    /** What each person said last about each purpose: the {@code consent_changed} events. */
    public static final TopicSpec CONSENTS = state("commerce.consents.v1", "customer_id|purpose", "CommerceEvent");

    /** Everything known and computed of a customer. */
    public static final TopicSpec PROFILES = state("analytics.customer-profiles.v1", "customer_id", "CustomerProfile");

    /** Moves between RFM segments. */
    public static final TopicSpec TRANSITIONS =
            stream("analytics.segment-transitions.v1", "customer_id", "SegmentTransition");

    /** Carts that changed state. */
    public static final TopicSpec CARTS = stream("analytics.carts.v1", "customer_id", "CartChange");

    /** Funnel steps and cart outcomes by hour. */
    public static final TopicSpec FUNNEL = state("analytics.funnel.v1", "hour|dimension|value", "FunnelCell");

    /** Sales by day and over all time, by dimension. */
    public static final TopicSpec SALES = state("analytics.sales.v1", "period|day|dimension|value", "SalesCell");

    /** Orders and sessions by hour, for hour-of-week and month matrices. */
    public static final TopicSpec SEASONALITY = state("analytics.seasonality.v1", "hour", "SeasonalityCell");

    /** Cohorts of customers by month of first purchase, and what they did in each month. */
    public static final TopicSpec COHORTS = state("analytics.cohorts.v1", "cohort|month|dimension|value", "CohortCell");

    /** New, returning, reactivated and lapsed customers by month. */
    public static final TopicSpec RETENTION = state("analytics.retention.v1", "month", "RetentionCell");

    /** Surveys, feedback and support by day and dimension. */
    public static final TopicSpec EXPERIENCE =
            state("analytics.experience.v1", "day|dimension|value", "ExperienceCell");

    /** How customers buy: baskets, gaps between orders, discounts, by day and dimension. */
    public static final TopicSpec BEHAVIOUR = state("analytics.behaviour.v1", "day|dimension|value", "PurchasingCell");

    /** What became of carts, by the products and categories they held. */
    public static final TopicSpec PRODUCT_CARTS =
            state("analytics.product-carts.v1", "period|day|dimension|value", "ProductCartCell");

    /** Where sessions led, by which paths, and which marketing channels led to orders. */
    public static final TopicSpec JOURNEYS =
            state("analytics.journeys.v1", "kind|cell", "JourneyCell, JourneyPath, ChannelCredit or ChannelStep");

    /** What customers answered and wrote, with how it sounds. Holds their own words. */
    public static final TopicSpec FEEDBACK = stream("analytics.feedback.v1", "customer_id", "FeedbackEntry");

    /** Loyalty, referrals, acquisition and communication by month; what begins the key says which. */
    public static final TopicSpec GROWTH = state(
            "analytics.growth.v1",
            "kind|period|dimension|value",
            "LoyaltyCell, LoyaltyStratum, ReferralCell, AcquisitionCell or CommunicationCell");

    /** Whom anonymous visitors turned out to be, and from when until when. */
    public static final TopicSpec IDENTITIES = state("analytics.identities.v1", "visitor_id", "VisitorIdentity");

    /** Models by name and version, the RFM cut points among them, how training goes, and how far models drifted. */
    public static final TopicSpec MODELS = new TopicSpec(
            "analytics.models.v1",
            Kind.STATE,
            "model name",
            "ModelRecord, RfmCutPoints, TrainingStatus or ModelDrift",
            true,
            null);

    /** Products bought together, and what to sell with dead stock. */
    public static final TopicSpec BUNDLES =
            state("analytics.bundles.v1", "kind|id", "BundleRule, BundleRun, RelatedProducts or DeadStock");

    /** Daily sales to come. */
    public static final TopicSpec FORECASTS = state("analytics.forecasts.v1", "dimension|value", "SalesForecast");

    /** Custom segments as users defined them. */
    public static final TopicSpec SEGMENT_DEFINITIONS = new TopicSpec(
            "analytics.segment-definitions.v1", Kind.STATE, "segment id", "SegmentDefinition", true, null);

    /** Entries into custom segments and exits from them. */
    public static final TopicSpec MEMBERSHIPS =
            stream("analytics.segment-memberships.v1", "customer_id", "MembershipChange");

    /** Alerts raised and cleared. */
    public static final TopicSpec ALERTS = stream("analytics.alerts.v1", "rule", "Alert");

    /** Requests to the one trainer: train, promote, pin. */
    public static final TopicSpec MODEL_COMMANDS = new TopicSpec(
            "tillstream-model-commands", Kind.INTERNAL, "model name", "ModelCommand", true, Duration.ofDays(7));

    /** Cell deltas of the customer pass, combined per partition and commit, on their way to the owner of the cell. */
    public static final TopicSpec CELL_DELTAS = internal("tillstream-analytics-cell-deltas", "cell", false);

    /**
     * Claims on visitors and the visitors' events, on their way between the owners of visitors and customers; partitioned as events are.
     */
    public static final TopicSpec IDENTITY_MOVES = new TopicSpec(
            "tillstream-analytics-identity-moves",
            Kind.INTERNAL,
            "customer_id",
            "compact binary",
            false,
            Duration.ofDays(30));

    /** The quantile summary of each partition, on its way to the one place that merges them. */
    public static final TopicSpec QUANTILES = internal("tillstream-analytics-quantiles", "partition", true);

    /** How kinds of files are to be imported, as people saved it by name; shared by the instances of the ingest service. */
    public static final TopicSpec IMPORT_MAPPINGS = new TopicSpec(
            "tillstream-import-mappings", Kind.INTERNAL_STATE, "write key|name", "SavedMapping", true, null);

    private static final List<TopicSpec> ALL = List.of(
            EVENTS,
            REJECTED,
            CUSTOMERS,
            CONSENTS,
            PROFILES,
            TRANSITIONS,
            CARTS,
            FUNNEL,
            SALES,
            SEASONALITY,
            COHORTS,
            RETENTION,
            EXPERIENCE,
            JOURNEYS,
            BEHAVIOUR,
            PRODUCT_CARTS,
            FEEDBACK,
            GROWTH,
            IDENTITIES,
            MODELS,
            BUNDLES,
            FORECASTS,
            SEGMENT_DEFINITIONS,
            MEMBERSHIPS,
            ALERTS,
            MODEL_COMMANDS,
            CELL_DELTAS,
            IDENTITY_MOVES,
            QUANTILES,
            IMPORT_MAPPINGS);

    private TopicCatalogue() {}

    /** Every topic of the product. */
    public static List<TopicSpec> all() {
        return ALL;
    }

    private static TopicSpec stream(String name, String key, String value) {
        return new TopicSpec(name, Kind.STREAM, key, value, false, null);
    }

    private static TopicSpec state(String name, String key, String value) {
        return new TopicSpec(name, Kind.STATE, key, value, false, null);
    }

    private static TopicSpec internal(String name, String key, boolean singlePartition) {
        return new TopicSpec(name, Kind.INTERNAL, key, "compact binary", singlePartition, Duration.ofDays(1));
    }
}
