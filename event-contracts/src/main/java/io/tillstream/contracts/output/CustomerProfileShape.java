package io.tillstream.contracts.output;

import org.jspecify.annotations.Nullable;

/** {@link CustomerProfile} as plain JSON. */
final class CustomerProfileShape implements PlainShape<CustomerProfile> {

    private static final byte[][] NAMES = PlainWriter.names(
            "customer_id",
            "first_seen_at",
            "last_seen_at",
            "first_purchase_at",
            "last_purchase_at",
            "orders",
            "units",
            "gross",
            "refunds",
            "net",
            "average_order_value",
            "recency_days",
            "lifetime_days",
            "average_gap_days",
            "active_days",
            "sessions",
            "visit_frequency",
            "product_variety",
            "rfm",
            "segment",
            "churn_tier",
            "churn_method",
            "age_group",
            "gender",
            "location",
            "country",
            "channel",
            "as_of",
            "fresh_through",
            "behaviours",
            "custom_segments",
            "predictions",
            "loyalty",
            "first_touch_channel",
            "first_touch_campaign");
    private static final byte[] RECENCY = PlainWriter.ascii("{\"recency\":");
    private static final byte[] FREQUENCY = PlainWriter.ascii(",\"frequency\":");
    private static final byte[] MONETARY = PlainWriter.ascii(",\"monetary\":");
    private static final byte[] END = PlainWriter.ascii("}");

    @Override
    public byte[][] names() {
        return NAMES;
    }

    @Override
    public void write(CustomerProfile value, PlainWriter json) {
        json.text(value.customerId());
        json.time(value.firstSeenAt());
        json.time(value.lastSeenAt());
        json.time(value.firstPurchaseAt());
        json.time(value.lastPurchaseAt());
        json.number(value.orders());
        json.number(value.units());
        json.money(value.grossMicros());
        json.money(value.refundMicros());
        json.money(value.netMicros());
        json.money(value.averageOrderMicros());
        json.number(value.recencyDays());
        json.number(value.lifetimeDays());
        json.fraction(value.averageGapDays());
        json.number(value.activeDays());
        json.number(value.sessions());
        json.fraction(value.visitFrequency());
        json.number(value.productVariety());
        score(value.rfm(), json);
        json.text(value.segment());
        json.text(value.churnTier());
        json.text(value.churnMethod());
        json.text(value.ageGroup());
        json.text(value.gender());
        json.text(value.location());
        json.text(value.country());
        json.text(value.channel());
        json.time(value.asOf());
        json.time(value.freshThrough());
        json.texts(value.behaviours());
        json.texts(value.customSegments());
        PredictionsShape.write(value.predictions(), json);
        CustomerLoyaltyShape.write(value.loyalty(), json);
        json.text(value.firstTouchChannel());
        json.text(value.firstTouchCampaign());
    }

    @Override
    public CustomerProfile read(PlainReader json) {
        return new CustomerProfile(
                json.text(),
                json.time(),
                json.time(),
                json.timeOrNull(),
                json.timeOrNull(),
                json.number(),
                json.number(),
                json.money(),
                json.money(),
                json.money(),
                json.moneyOrNull(),
                json.smallOrNull(),
                json.small(),
                json.fractionOrNull(),
                json.small(),
                json.number(),
                json.fractionOrNull(),
                json.small(),
                score(json),
                json.textOrNull(),
                json.textOrNull(),
                json.textOrNull(),
                json.textOrNull(),
                json.textOrNull(),
                json.textOrNull(),
                json.textOrNull(),
                json.textOrNull(),
                json.timeOrNull(),
                json.time(),
                json.texts(),
                json.texts(),
                PredictionsShape.read(json),
                CustomerLoyaltyShape.read(json),
                json.textOrNull(),
                json.textOrNull());
    }

    private static void score(@Nullable RfmScore score, PlainWriter json) {
        json.name();
        if (score == null) {
            json.none();
            return;
        }
        json.raw(RECENCY).digits(score.recency());
        json.raw(FREQUENCY).digits(score.frequency());
        json.raw(MONETARY).digits(score.monetary()).raw(END);
    }

    private static @Nullable RfmScore score(PlainReader json) {
        json.name();
        if (json.none()) {
            return null;
        }
        json.expect(RECENCY);
        int recency = json.smallDigits();
        json.expect(FREQUENCY);
        int frequency = json.smallDigits();
        json.expect(MONETARY);
        int monetary = json.smallDigits();
        json.expect(END);
        return new RfmScore(recency, frequency, monetary);
    }
}
