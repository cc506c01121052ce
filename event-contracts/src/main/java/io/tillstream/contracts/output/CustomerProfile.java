package io.tillstream.contracts.output;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything computed of one customer; the value of {@code analytics.customer-profiles.v1}.
 *
 * @param customerId the customer, or {@code anon:…} for a visitor who is not known
 * @param firstSeenAt event time of the first event
 * @param lastSeenAt event time of the newest event
 * @param firstPurchaseAt event time of the first purchase, null without one
 * @param lastPurchaseAt event time of the newest purchase, null without one
 * @param orders F: distinct orders
 * @param units units bought
 * @param grossMicros Σ order amounts
 * @param refundMicros Σ refunds
 * @param netMicros M: gross − refunds
 * @param averageOrderMicros AOV: M / F, rounded half up; null without a purchase
 * @param recencyDays R: whole 24 h periods between the last purchase and {@code asOf}; null without a purchase or before the first cut points
 * @param lifetimeDays whole 24 h periods between first and last purchase
 * @param averageGapDays lifetime / (F − 1); null when F < 2
 * @param activeDays distinct business days with a purchase
 * @param sessions sessions so far
 * @param visitFrequency sessions per 30 days since the first event, up to {@code asOf} (at least one day); null before the first cut points
 * @param productVariety distinct products bought
 * @param rfm scores; null without a purchase or before the first cut points
 * @param segment RFM segment, for example {@code Champions}; null like {@code rfm}
 * @param churnTier Low, Medium or High; null like {@code rfm}
 * @param churnMethod how the tier came about: {@code rule} by recency alone, {@code bootstrap} by the customer's own rhythm, or the version of a model
 * @param ageGroup 18-25, 26-35, 36-45, 46-55, 55+ or null
 * @param gender as sent, or null
 * @param location city the customer said to be of, else that of the first event that named one, or null
 * @param country country the customer said to be of, else that of the first event that named one, or null
 * @param channel channel of the first event that named one, or null
 * @param asOf reference time of recency, scores and tier; null before the first cut points
 * @param freshThrough when the newest event counted here reached the log
 * @param behaviours behavioural segments that hold, in the order of their definition; a customer may have several
 * @param customSegments ids of the custom segments the customer is a member of, ascending
 * @param predictions what models expect of the customer; null while there is no model
 * @param loyalty the customer's part in the loyalty programme; null for who never was a member, and before the first cut points
 * @param firstTouchChannel marketing channel of the first visit, see {@link AcquisitionCell}; null without a visit
 * @param firstTouchCampaign campaign of the first visit, {@code unknown} without one; null without a visit
 */
public record CustomerProfile(
        String customerId,
        Instant firstSeenAt,
        Instant lastSeenAt,
        @Nullable Instant firstPurchaseAt,
        @Nullable Instant lastPurchaseAt,
        long orders,
        long units,
        @Money @JsonProperty("gross") long grossMicros,
        @Money @JsonProperty("refunds") long refundMicros,
        @Money @JsonProperty("net") long netMicros,

        @Money @JsonProperty("average_order_value") @Nullable
        Long averageOrderMicros,

        @Nullable Integer recencyDays,
        int lifetimeDays,
        @Nullable Double averageGapDays,
        int activeDays,
        long sessions,
        @Nullable Double visitFrequency,
        int productVariety,
        @Nullable RfmScore rfm,
        @Nullable String segment,
        @Nullable String churnTier,
        @Nullable String churnMethod,
        @Nullable String ageGroup,
        @Nullable String gender,
        @Nullable String location,
        @Nullable String country,
        @Nullable String channel,
        @Nullable Instant asOf,
        Instant freshThrough,
        List<String> behaviours,
        List<String> customSegments,
        @Nullable Predictions predictions,
        @Nullable CustomerLoyalty loyalty,
        @Nullable String firstTouchChannel,
        @Nullable String firstTouchCampaign) {

    /** Lists that older records do not have are empty. */
    public CustomerProfile {
        behaviours = orEmpty(behaviours);
        customSegments = orEmpty(customSegments);
    }

    /** A customer without segments of their own and without predictions. */
    public CustomerProfile(
            String customerId,
            Instant firstSeenAt,
            Instant lastSeenAt,
            @Nullable Instant firstPurchaseAt,
            @Nullable Instant lastPurchaseAt,
            long orders,
            long units,
            long grossMicros,
            long refundMicros,
            long netMicros,
            @Nullable Long averageOrderMicros,
            @Nullable Integer recencyDays,
            int lifetimeDays,
            @Nullable Double averageGapDays,
            int activeDays,
            long sessions,
            @Nullable Double visitFrequency,
            int productVariety,
            @Nullable RfmScore rfm,
            @Nullable String segment,
            @Nullable String churnTier,
            @Nullable String churnMethod,
            @Nullable String ageGroup,
            @Nullable String gender,
            @Nullable String location,
            @Nullable String country,
            @Nullable String channel,
            @Nullable Instant asOf,
            Instant freshThrough) {
        this(
                customerId,
                firstSeenAt,
                lastSeenAt,
                firstPurchaseAt,
                lastPurchaseAt,
                orders,
                units,
                grossMicros,
                refundMicros,
                netMicros,
                averageOrderMicros,
                recencyDays,
                lifetimeDays,
                averageGapDays,
                activeDays,
                sessions,
                visitFrequency,
                productVariety,
                rfm,
                segment,
                churnTier,
                churnMethod,
                ageGroup,
                gender,
                location,
                country,
                channel,
                asOf,
                freshThrough,
                List.of(),
                List.of(),
                null,
                null);
    }

    /** A customer of whom no visit is known. */
    public CustomerProfile(
            String customerId,
            Instant firstSeenAt,
            Instant lastSeenAt,
            @Nullable Instant firstPurchaseAt,
            @Nullable Instant lastPurchaseAt,
            long orders,
            long units,
            long grossMicros,
            long refundMicros,
            long netMicros,
            @Nullable Long averageOrderMicros,
            @Nullable Integer recencyDays,
            int lifetimeDays,
            @Nullable Double averageGapDays,
            int activeDays,
            long sessions,
            @Nullable Double visitFrequency,
            int productVariety,
            @Nullable RfmScore rfm,
            @Nullable String segment,
            @Nullable String churnTier,
            @Nullable String churnMethod,
            @Nullable String ageGroup,
            @Nullable String gender,
            @Nullable String location,
            @Nullable String country,
            @Nullable String channel,
            @Nullable Instant asOf,
            Instant freshThrough,
            List<String> behaviours,
            List<String> customSegments,
            @Nullable Predictions predictions,
            @Nullable CustomerLoyalty loyalty) {
        this(
                customerId,
                firstSeenAt,
                lastSeenAt,
                firstPurchaseAt,
                lastPurchaseAt,
                orders,
                units,
                grossMicros,
                refundMicros,
                netMicros,
                averageOrderMicros,
                recencyDays,
                lifetimeDays,
                averageGapDays,
                activeDays,
                sessions,
                visitFrequency,
                productVariety,
                rfm,
                segment,
                churnTier,
                churnMethod,
                ageGroup,
                gender,
                location,
                country,
                channel,
                asOf,
                freshThrough,
                behaviours,
                customSegments,
                predictions,
                loyalty,
                null,
                null);
    }

    /** The same customer with other segments of their own and other predictions. */
    public CustomerProfile with(
            List<String> newBehaviours, List<String> newCustomSegments, @Nullable Predictions newPredictions) {
        return new CustomerProfile(
                customerId,
                firstSeenAt,
                lastSeenAt,
                firstPurchaseAt,
                lastPurchaseAt,
                orders,
                units,
                grossMicros,
                refundMicros,
                netMicros,
                averageOrderMicros,
                recencyDays,
                lifetimeDays,
                averageGapDays,
                activeDays,
                sessions,
                visitFrequency,
                productVariety,
                rfm,
                segment,
                churnTier,
                churnMethod,
                ageGroup,
                gender,
                location,
                country,
                channel,
                asOf,
                freshThrough,
                newBehaviours,
                newCustomSegments,
                newPredictions,
                loyalty,
                firstTouchChannel,
                firstTouchCampaign);
    }

    /** The same customer with another first visit. */
    public CustomerProfile withFirstTouch(@Nullable String newChannel, @Nullable String newCampaign) {
        return new CustomerProfile(
                customerId,
                firstSeenAt,
                lastSeenAt,
                firstPurchaseAt,
                lastPurchaseAt,
                orders,
                units,
                grossMicros,
                refundMicros,
                netMicros,
                averageOrderMicros,
                recencyDays,
                lifetimeDays,
                averageGapDays,
                activeDays,
                sessions,
                visitFrequency,
                productVariety,
                rfm,
                segment,
                churnTier,
                churnMethod,
                ageGroup,
                gender,
                location,
                country,
                channel,
                asOf,
                freshThrough,
                behaviours,
                customSegments,
                predictions,
                loyalty,
                newChannel,
                newCampaign);
    }

    private static List<String> orEmpty(@Nullable List<String> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
