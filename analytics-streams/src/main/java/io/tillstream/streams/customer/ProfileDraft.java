package io.tillstream.streams.customer;

import io.tillstream.contracts.output.CustomerLoyalty;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.Predictions;
import io.tillstream.contracts.output.RfmScore;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.quantiles.CutPoints;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A profile in the making: facets first describe, then score. Times in milliseconds since 1970, money in micros; see {@link CustomerProfile}. */
public final class ProfileDraft {

    private static final double DAYS_PER_MONTH = 30.0;
    private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

    private final String customerId;
    private final CustomerCore core;
    private final Outlook outlook;
    private final @Nullable CutPoints cutPoints;

    /** What the orders facet knows; null without a purchase. */
    private @Nullable Orders orders;

    private @Nullable Activity activity;
    private long sessions;
    private @Nullable RfmScore rfm;
    private @Nullable String segment;
    private @Nullable String churnTier;
    private @Nullable String churnMethod;
    private long refundMicros;
    private @Nullable String firstTouchChannel;
    private @Nullable String firstTouchCampaign;
    private List<String> behaviours = List.of();
    private List<String> customSegments = List.of();
    private @Nullable Predictions predictions;
    private @Nullable CustomerLoyalty loyalty;
    private @Nullable CustomerProfile judged;

    /**
     * Orders of a customer with at least one.
     *
     * @param count F
     * @param units units bought
     * @param grossMicros Σ order amounts
     * @param firstAt first purchase
     * @param lastAt newest purchase
     * @param activeDays distinct business days with a purchase
     * @param productVariety distinct products
     * @param firstDay first business day with a purchase, days since 1970
     * @param lastDay newest business day with a purchase
     */
    public record Orders(
            long count,
            long units,
            long grossMicros,
            long firstAt,
            long lastAt,
            int activeDays,
            int productVariety,
            int firstDay,
            int lastDay) {}

    ProfileDraft(String customerId, CustomerCore core, Outlook outlook) {
        this.customerId = customerId;
        this.core = core;
        this.outlook = outlook;
        this.cutPoints = outlook.cutPoints();
    }

    /** Sets the orders. */
    public void setOrders(Orders newOrders) {
        orders = newOrders;
    }

    /** Sets Σ refunds. */
    public void setRefundMicros(long newRefundMicros) {
        refundMicros = newRefundMicros;
    }

    /** Sets what the customer did lately. */
    public void setActivity(Activity newActivity) {
        activity = newActivity;
    }

    /** Sets the number of sessions. */
    public void setSessions(long newSessions) {
        sessions = newSessions;
    }

    /** Sets the scores and the segment they make. */
    public void setRfm(RfmScore newRfm, String newSegment) {
        rfm = newRfm;
        segment = newSegment;
    }

    /** Sets the churn tier and how it came about. */
    public void setChurn(String tier, String method) {
        churnTier = tier;
        churnMethod = method;
    }

    /** Sets the marketing channel and the campaign of the first visit. */
    public void setFirstTouch(String channel, String campaign) {
        firstTouchChannel = channel;
        firstTouchCampaign = campaign;
    }

    /** Sets the behavioural segments, in the order of their definition. */
    public void setBehaviours(List<String> newBehaviours) {
        behaviours = newBehaviours;
    }

    /** Sets what models expect. */
    public void setPredictions(Predictions newPredictions) {
        predictions = newPredictions;
    }

    /** Sets the part in the loyalty programme. */
    public void setLoyalty(CustomerLoyalty newLoyalty) {
        loyalty = newLoyalty;
    }

    /** Sets the ids of the custom segments, ascending. */
    public void setCustomSegments(List<String> newCustomSegments) {
        customSegments = newCustomSegments;
    }

    /** Who. */
    public String customerId() {
        return customerId;
    }

    /** The models that score at present. */
    public ScoringModels models() {
        return outlook.models();
    }

    /** The custom segments as they are defined at present. */
    public SegmentBook segments() {
        return outlook.segments();
    }

    /** The shop's calendar. */
    public BusinessTime calendar() {
        return outlook.calendar();
    }

    /** Event time of the first event, milliseconds since 1970. */
    public long firstSeenAt() {
        return core.firstSeenAt();
    }

    /** Event time of the newest event, milliseconds since 1970. */
    public long lastSeenAt() {
        return core.lastSeenAt();
    }

    /** Sessions so far. */
    public long sessions() {
        return sessions;
    }

    /** What the customer did lately; null when no facet keeps it. */
    public @Nullable Activity activity() {
        return activity;
    }

    /** Where all others stand; null before the first cut points. */
    public @Nullable CutPoints cutPoints() {
        return cutPoints;
    }

    /** The orders, or null without one. */
    public @Nullable Orders orders() {
        return orders;
    }

    /** M: gross − refunds, in micros. */
    public long netMicros() {
        return (orders == null ? 0 : orders.grossMicros()) - refundMicros;
    }

    /** Whole 24 h periods between first and last purchase; 0 without a purchase. */
    public int lifetimeDays() {
        return orders == null ? 0 : (int) ((orders.lastAt() - orders.firstAt()) / (long) MILLIS_PER_DAY);
    }

    /** R: whole 24 h periods since the last purchase; null without a purchase or before the first cut points. */
    public @Nullable Integer recencyDays() {
        return orders == null || cutPoints == null ? null : cutPoints.recencyDays(orders.lastAt());
    }

    /** The profile as far as it is judged, without custom segments: nothing but these may be set from now on. */
    public CustomerProfile judged() {
        if (judged == null) {
            judged = build();
        }
        return judged;
    }

    CustomerProfile finish() {
        CustomerProfile profile = judged();
        return customSegments.isEmpty() ? profile : profile.with(behaviours, customSegments, predictions);
    }

    private CustomerProfile build() {
        Orders o = orders;
        long count = o == null ? 0 : o.count();
        int lifetimeDays = lifetimeDays();
        return new CustomerProfile(
                customerId,
                Instant.ofEpochMilli(core.firstSeenAt()),
                Instant.ofEpochMilli(core.lastSeenAt()),
                o == null ? null : Instant.ofEpochMilli(o.firstAt()),
                o == null ? null : Instant.ofEpochMilli(o.lastAt()),
                count,
                o == null ? 0 : o.units(),
                o == null ? 0 : o.grossMicros(),
                refundMicros,
                netMicros(),
                count == 0 ? null : divideHalfUp(netMicros(), count),
                recencyDays(),
                lifetimeDays,
                count < 2 ? null : (double) lifetimeDays / (count - 1),
                o == null ? 0 : o.activeDays(),
                sessions,
                visitFrequency(),
                o == null ? 0 : o.productVariety(),
                rfm,
                segment,
                churnTier,
                churnMethod,
                core.ageGroup(),
                core.gender(),
                core.home(),
                core.homeCountry(),
                core.channel(),
                cutPoints == null ? null : Instant.ofEpochMilli(cutPoints.asOf()),
                Instant.ofEpochMilli(core.freshThrough()),
                behaviours,
                List.of(),
                predictions,
                loyalty,
                firstTouchChannel,
                firstTouchCampaign);
    }

    private @Nullable Double visitFrequency() {
        if (cutPoints == null) {
            return null;
        }
        double days = Math.max(1.0, (cutPoints.asOf() - core.firstSeenAt()) / MILLIS_PER_DAY);
        return sessions * DAYS_PER_MONTH / days;
    }

    private static long divideHalfUp(long amount, long count) {
        long whole = Math.floorDiv(amount, count);
        return 2 * Math.floorMod(amount, count) >= count ? whole + 1 : whole;
    }
}
