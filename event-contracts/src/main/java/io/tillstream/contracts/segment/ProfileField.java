package io.tillstream.contracts.segment;

import io.tillstream.contracts.money.Micros;
import io.tillstream.contracts.output.ChurnRisk;
import io.tillstream.contracts.output.ClusterPlace;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.CustomerValue;
import io.tillstream.contracts.output.Predictions;
import io.tillstream.contracts.output.PurchaseChance;
import io.tillstream.contracts.output.RfmScore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A field of a profile that a rule may ask for, by its path in the profile's JSON. */
public enum ProfileField {
    CUSTOMER_ID("customer_id", Kind.TEXT, CustomerProfile::customerId),
    FIRST_SEEN_AT("first_seen_at", Kind.TIME, CustomerProfile::firstSeenAt),
    LAST_SEEN_AT("last_seen_at", Kind.TIME, CustomerProfile::lastSeenAt),
    FIRST_PURCHASE_AT("first_purchase_at", Kind.TIME, CustomerProfile::firstPurchaseAt),
    LAST_PURCHASE_AT("last_purchase_at", Kind.TIME, CustomerProfile::lastPurchaseAt),
    ORDERS("orders", Kind.NUMBER, CustomerProfile::orders),
    UNITS("units", Kind.NUMBER, CustomerProfile::units),
    GROSS("gross", Kind.MONEY, CustomerProfile::grossMicros),
    REFUNDS("refunds", Kind.MONEY, CustomerProfile::refundMicros),
    NET("net", Kind.MONEY, CustomerProfile::netMicros),
    AVERAGE_ORDER_VALUE("average_order_value", Kind.MONEY, CustomerProfile::averageOrderMicros),
    RECENCY_DAYS("recency_days", Kind.NUMBER, CustomerProfile::recencyDays),
    LIFETIME_DAYS("lifetime_days", Kind.NUMBER, CustomerProfile::lifetimeDays),
    AVERAGE_GAP_DAYS("average_gap_days", Kind.NUMBER, CustomerProfile::averageGapDays),
    ACTIVE_DAYS("active_days", Kind.NUMBER, CustomerProfile::activeDays),
    SESSIONS("sessions", Kind.NUMBER, CustomerProfile::sessions),
    VISIT_FREQUENCY("visit_frequency", Kind.NUMBER, CustomerProfile::visitFrequency),
    PRODUCT_VARIETY("product_variety", Kind.NUMBER, CustomerProfile::productVariety),
    RFM_RECENCY("rfm.recency", Kind.NUMBER, rfm(RfmScore::recency)),
    RFM_FREQUENCY("rfm.frequency", Kind.NUMBER, rfm(RfmScore::frequency)),
    RFM_MONETARY("rfm.monetary", Kind.NUMBER, rfm(RfmScore::monetary)),
    SEGMENT("segment", Kind.TEXT, CustomerProfile::segment),
    CHURN_TIER("churn_tier", Kind.TEXT, CustomerProfile::churnTier, "Low", "Medium", "High"),
    CHURN_METHOD("churn_method", Kind.TEXT, CustomerProfile::churnMethod),
    AGE_GROUP("age_group", Kind.TEXT, CustomerProfile::ageGroup, "18-25", "26-35", "36-45", "46-55", "55+"),
    GENDER("gender", Kind.TEXT, CustomerProfile::gender),
    LOCATION("location", Kind.TEXT, CustomerProfile::location),
    COUNTRY("country", Kind.TEXT, CustomerProfile::country),
    CHANNEL("channel", Kind.TEXT, CustomerProfile::channel),
    BEHAVIOURS("behaviours", Kind.TEXTS, CustomerProfile::behaviours),
    CHURN_PROBABILITY("predictions.churn.probability", Kind.NUMBER, churn(ChurnRisk::probability)),
    CHURN_BASE_RATE("predictions.churn.base_rate", Kind.NUMBER, churn(ChurnRisk::baseRate)),
    CHURN_MODEL("predictions.churn.model", Kind.TEXT, churn(ChurnRisk::model)),
    PURCHASE_PROBABILITY("predictions.purchase.probability", Kind.NUMBER, purchase(PurchaseChance::probability)),
    PURCHASE_MODEL("predictions.purchase.model", Kind.TEXT, purchase(PurchaseChance::model)),
    VALUE_EXPECTED("predictions.value.expected", Kind.MONEY, value(CustomerValue::expectedMicros)),
    VALUE_LOW("predictions.value.low", Kind.MONEY, value(CustomerValue::lowMicros)),
    VALUE_HIGH("predictions.value.high", Kind.MONEY, value(CustomerValue::highMicros)),
    VALUE_ALIVE("predictions.value.alive_probability", Kind.NUMBER, value(CustomerValue::aliveProbability)),
    VALUE_ORDERS("predictions.value.expected_orders", Kind.NUMBER, value(CustomerValue::expectedOrders)),
    VALUE_NEXT("predictions.value.next_purchase_at", Kind.TIME, value(CustomerValue::nextPurchaseAt)),
    VALUE_MODEL("predictions.value.model", Kind.TEXT, value(CustomerValue::model)),
    CLUSTER_RANK("predictions.cluster.rank", Kind.NUMBER, cluster(ClusterPlace::rank)),
    CLUSTER_TIER(
            "predictions.cluster.tier", Kind.TEXT, cluster(ClusterPlace::tier), "Platinum", "Gold", "Silver", "Bronze"),
    CLUSTER_MODEL("predictions.cluster.model", Kind.TEXT, cluster(ClusterPlace::model));

    /** What a field holds. */
    public enum Kind {
        /** A number; a probability is 0 to 1, a duration is in days. */
        NUMBER,
        /** An amount in currency units. */
        MONEY,
        /** A point in time, RFC 3339. */
        TIME,
        /** A text, compared letter by letter. */
        TEXT,
        /** A list of texts. */
        TEXTS;

        private static final Set<Operator> OF_ORDERED = EnumSet.complementOf(EnumSet.of(Operator.CONTAINS));
        private static final Set<Operator> OF_TEXT =
                EnumSet.of(Operator.EQUAL, Operator.NOT_EQUAL, Operator.IN, Operator.EXISTS, Operator.MISSING);
        private static final Set<Operator> OF_TEXTS = EnumSet.of(Operator.CONTAINS, Operator.EXISTS, Operator.MISSING);

        /** The operators that make sense for it. */
        public Set<Operator> operators() {
            return Set.copyOf(
                    switch (this) {
                        case NUMBER, MONEY, TIME -> OF_ORDERED;
                        case TEXT -> OF_TEXT;
                        case TEXTS -> OF_TEXTS;
                    });
        }
    }

    private static final Map<String, ProfileField> BY_PATH =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ProfileField::path, UnaryOperator.identity()));

    private final String path;
    private final Kind kind;
    private final Function<CustomerProfile, @Nullable Object> reader;
    private final List<String> choices;

    ProfileField(String path, Kind kind, Function<CustomerProfile, @Nullable Object> reader, String... choices) {
        this.path = path;
        this.kind = kind;
        this.reader = reader;
        this.choices = List.of(choices);
    }

    /** The field of that path; null when rules know none. */
    public static @Nullable ProfileField ofPath(String path) {
        return BY_PATH.get(path);
    }

    /** Its path in the profile's JSON, with dots between the levels. */
    public String path() {
        return path;
    }

    /** What it holds. */
    public Kind kind() {
        return kind;
    }

    /** The only values it takes; empty when it takes any. */
    public List<String> choices() {
        return choices;
    }

    /** The field as a number: money in currency units, time in microseconds since 1970; NaN when it is not known. */
    double number(CustomerProfile profile) {
        Object value = reader.apply(profile);
        return switch (value) {
            case Number micros when kind == Kind.MONEY -> micros.doubleValue() / Micros.PER_UNIT;
            case Number number -> number.doubleValue();
            case Instant time -> micros(time);
            case null, default -> Double.NaN;
        };
    }

    /** The field as text; null when it is not known. */
    @Nullable
    String text(CustomerProfile profile) {
        return (String) reader.apply(profile);
    }

    /** The field as a list. */
    List<?> texts(CustomerProfile profile) {
        return reader.apply(profile) instanceof List<?> list ? list : List.of();
    }

    static double micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static Function<CustomerProfile, @Nullable Object> rfm(Function<RfmScore, @Nullable Object> part) {
        return profile -> profile.rfm() == null ? null : part.apply(profile.rfm());
    }

    private static Function<CustomerProfile, @Nullable Object> churn(Function<ChurnRisk, @Nullable Object> part) {
        return prediction(Predictions::churn, part);
    }

    private static Function<CustomerProfile, @Nullable Object> purchase(
            Function<PurchaseChance, @Nullable Object> part) {
        return prediction(Predictions::purchase, part);
    }

    private static Function<CustomerProfile, @Nullable Object> value(Function<CustomerValue, @Nullable Object> part) {
        return prediction(Predictions::value, part);
    }

    private static Function<CustomerProfile, @Nullable Object> cluster(Function<ClusterPlace, @Nullable Object> part) {
        return prediction(Predictions::cluster, part);
    }

    private static <P> Function<CustomerProfile, @Nullable Object> prediction(
            Function<Predictions, @Nullable P> which, Function<P, @Nullable Object> part) {
        return profile -> {
            Predictions predictions = profile.predictions();
            P prediction = predictions == null ? null : which.apply(predictions);
            return prediction == null ? null : part.apply(prediction);
        };
    }
}
