package io.tillstream.stack.audit;

import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.CustomerDetails;
import org.jspecify.annotations.Nullable;

/** The totals of one customer, or of one unknown visitor. Times are milliseconds since 1970. */
final class Customer {

    final String key;
    /** The customer's place in the order of first appearance. */
    final int number;

    /** The partition of the event topic that the customer's events are in. */
    int partition;

    final Sessions sessions = new Sessions();
    final FunnelRun funnel = new FunnelRun();
    final Carts carts = new Carts();
    final JourneyHistory journeys = new JourneyHistory();
    final IntSet products = new IntSet();
    final IntSet purchaseDays = new IntSet();

    /** Of a buyer. */
    @Nullable
    Habits habits;

    /** Of one with a purchase or a refund. */
    @Nullable
    CohortHistory history;

    /** Of one who bought, had money back, redeemed points or gave details. */
    @Nullable
    LoyaltyHistory loyalty;

    /** Of one who was referred. */
    @Nullable
    ReferralHistory referral;

    long firstSeen = Long.MAX_VALUE;
    long lastSeen = Long.MIN_VALUE;
    long firstPurchase = Long.MAX_VALUE;
    long lastPurchase = Long.MIN_VALUE;
    long orders;
    long units;
    long grossMicros;
    long refundMicros;
    long freshThrough;

    @Nullable
    String ageGroup;

    @Nullable
    String gender;

    @Nullable
    String location;

    @Nullable
    String country;

    @Nullable
    String channel;

    @Nullable
    String firstLocation;

    @Nullable
    String firstCountry;

    Customer(String key, int number) {
        this.key = key;
        this.number = number;
    }

    CohortHistory history() {
        if (history == null) {
            history = new CohortHistory();
        }
        return history;
    }

    long netMicros() {
        return grossMicros - refundMicros;
    }

    int lifetimeDays() {
        return orders == 0 ? 0 : Calendar.wholeDays(firstPurchase, lastPurchase);
    }

    /** The customer's details as last said; what a statement leaves out stays as it was. */
    void describe(CustomerDetails details) {
        ageGroup = said(details.ageGroup(), ageGroup);
        gender = said(details.gender(), gender);
        location = said(details.location(), location);
        country = said(details.country(), country);
    }

    /** Keeps the first channel, city and country that any event named. */
    void cameFrom(Context context) {
        channel = said(channel, context.channel());
        firstLocation = said(firstLocation, context.location());
        firstCountry = said(firstCountry, context.country());
    }

    private static @Nullable String said(@Nullable String now, @Nullable String before) {
        return now != null ? now : before;
    }
}
