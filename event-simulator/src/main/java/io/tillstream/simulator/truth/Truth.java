package io.tillstream.simulator.truth;

import io.tillstream.simulator.random.Dice;
import java.util.List;

/**
 * The hidden causes of the simulated shop, with their values. None of it is ever sent; an analysis that finds the effects from the events alone is
 * right. {@link #EFFECTS} says which way each cause works.
 *
 * <p>Chances are 0–1; factors multiply a chance or a rate. Factors are chosen so that the shop as a whole orders as much as it would without them.
 */
public final class Truth {

    /** Share of orders that arrive late or damaged. */
    public static final double BAD_DELIVERY = 0.12;
    /** Factor on the chance to leave for good after an order that arrived badly. */
    public static final double DROPOUT_AFTER_BAD_DELIVERY = 2.5;
    /** The same after any other order; keeps the mean at 1. */
    public static final double DROPOUT_AFTER_GOOD_DELIVERY =
            (1 - BAD_DELIVERY * DROPOUT_AFTER_BAD_DELIVERY) / (1 - BAD_DELIVERY);
    /** Chance of a refund after an order that arrived badly. */
    public static final double REFUND_AFTER_BAD_DELIVERY = 0.12;
    /** What a bad delivery takes off the opinion, on the scale of 0–10. */
    public static final double OPINION_LOST_BY_BAD_DELIVERY = 3.4;
    /** Mean opinion of an order that arrived well, 0–10. */
    public static final double MEAN_OPINION = 8.2;
    /** Chance that an order is asked about and answered. */
    public static final double SURVEY_ANSWERED = 0.22;
    /** Chance of feedback after an order that arrived badly. */
    public static final double FEEDBACK_AFTER_BAD_DELIVERY = 0.14;
    /** The same after any other order. */
    public static final double FEEDBACK_AFTER_GOOD_DELIVERY = 0.05;
    /** Chance of a ticket after an order that arrived badly. */
    public static final double TICKET_AFTER_BAD_DELIVERY = 0.30;
    /** The same after any other order. */
    public static final double TICKET_AFTER_GOOD_DELIVERY = 0.03;
    /** Median hours to the first response to a ticket. */
    public static final double FIRST_RESPONSE_HOURS = 5;
    /** Median hours from the first response to the resolution. */
    public static final double RESOLUTION_HOURS = 20;
    /** Chance that a resolved ticket is opened again. */
    public static final double TICKET_REOPENED = 0.08;
    /** Chance that a ticket is never resolved. */
    public static final double TICKET_FORGOTTEN = 0.03;

    /** Factor on the order rate that the loyalty programme causes in its members. */
    public static final double MEMBERSHIP_EFFECT = 1.12;
    /** Factor on the order rate of those who are no members; keeps the mean near 1. */
    public static final double RATE_OF_NON_MEMBERS = 0.94;
    /** Chance to be a member of one who hardly buys; rises with the order rate (selection). */
    public static final double LEAST_MEMBERSHIP = 0.25;
    /** The same of one who buys very often. */
    public static final double MOST_MEMBERSHIP = 0.75;
    /** Chance that a member with enough points redeems some at an order. */
    public static final double REDEMPTION = 0.25;
    /** Fewest points that are redeemed; always a multiple of them. */
    public static final long POINTS_STEP = 200;

    /** Chance of a recommendation after an order, of one whose opinion is 9 or 10. */
    public static final double REFERRAL_BY_PROMOTER = 0.06;
    /** The same for an opinion of 7 or 8. */
    public static final double REFERRAL_BY_PASSIVE = 0.015;
    /** The same below 7. */
    public static final double REFERRAL_BY_DETRACTOR = 0.003;
    /** Chance that a recommendation brings a customer, as long as there are people to be won. */
    public static final double REFERRAL_CONVERTED = 0.30;
    /** What the referrer gets for it, in units of currency. */
    public static final long REFERRAL_REWARD = 10;
    /** Factor on the dropout of customers who came by recommendation. */
    public static final double DROPOUT_OF_REFERRED = 0.7;
    /** Factor on the dropout of customers whose first visit came from an affiliate. */
    public static final double DROPOUT_OF_AFFILIATE = 1.6;

    /** Share of customers who agree to marketing when they sign up. */
    public static final double MARKETING_CONSENT = 0.85;
    /** Share of them who are on many lists. */
    public static final double ON_MANY_LISTS = 0.20;
    /** Chance of a message in a week for one who is on many lists. */
    public static final double MESSAGES_ON_MANY_LISTS = 0.80;
    /** The same for anybody else. */
    public static final double MESSAGES_ON_FEW_LISTS = 0.25;
    /** Chance to unsubscribe at the only message of 30 days. */
    public static final double UNSUBSCRIBED = 0.0015;
    /** What each earlier message of the same 30 days adds to that chance. */
    public static final double FATIGUE = 0.0040;

    /** Share of new customers who look around unknown before they sign up. */
    public static final double UNKNOWN_AT_FIRST = 0.35;

    /** Which way each cause works. */
    public static final List<Effect> EFFECTS = List.of(
            new Effect("bad_delivery", "score", -1),
            new Effect("bad_delivery", "ticket", 1),
            new Effect("bad_delivery", "feedback", 1),
            new Effect("bad_delivery", "sentiment", -1),
            new Effect("bad_delivery", "refund", 1),
            new Effect("bad_delivery", "next_order", -1),
            new Effect("resolution_time", "ticket_satisfaction", -1),
            new Effect("membership", "order_rate", 1),
            new Effect("order_rate", "membership", 1),
            new Effect("opinion", "referral", 1),
            new Effect("recent_messages", "unsubscription", 1),
            new Effect("ad_spend", "paid_visits", 1),
            new Effect("referred", "next_order", 1),
            new Effect("affiliate", "next_order", -1),
            new Effect("checkout-one-page", "order", 1),
            new Effect("free-shipping-bar", "order", 1),
            new Effect("product-badges", "order", 0));

    /**
     * What a cause does.
     *
     * @param direction 1 when more of the cause makes more of the outcome, −1 when less, 0 when nothing
     */
    public record Effect(String cause, String outcome, int direction) {}

    private Truth() {}

    /**
     * Which way a cause works on an outcome.
     *
     * @return 1, −1, or 0 for not at all
     */
    public static int direction(String cause, String outcome) {
        return EFFECTS.stream()
                .filter(effect ->
                        effect.cause().equals(cause) && effect.outcome().equals(outcome))
                .mapToInt(Effect::direction)
                .findFirst()
                .orElse(0);
    }

    /** Whether an order arrived late or damaged. Depends on its id alone, so that it can be known of any order on the log. */
    public static boolean badDelivery(String orderId) {
        long hash = 1;
        for (int i = 0; i < orderId.length(); i++) {
            hash = hash * 31 + orderId.charAt(i);
        }
        return Dice.of(hash, -5).chance(BAD_DELIVERY);
    }

    /** Factor on the chance to leave for good after an order. */
    public static double dropoutFactor(String orderId) {
        return badDelivery(orderId) ? DROPOUT_AFTER_BAD_DELIVERY : DROPOUT_AFTER_GOOD_DELIVERY;
    }

    /** Chance that an order is refunded, wholly or in part, if it is that of all orders together. */
    public static double refundChance(String orderId, double ofAllOrders) {
        return badDelivery(orderId)
                ? REFUND_AFTER_BAD_DELIVERY
                : (ofAllOrders - BAD_DELIVERY * REFUND_AFTER_BAD_DELIVERY) / (1 - BAD_DELIVERY);
    }

    /** Chance that a customer of the given order rate is a member. */
    public static double membershipChance(double ordersPerWeek) {
        return LEAST_MEMBERSHIP + (MOST_MEMBERSHIP - LEAST_MEMBERSHIP) * (1 - Math.exp(-ordersPerWeek / 0.12));
    }

    /** Factor on the order rate. */
    public static double rateFactor(boolean member) {
        return member ? RATE_OF_NON_MEMBERS * MEMBERSHIP_EFFECT : RATE_OF_NON_MEMBERS;
    }

    /**
     * Chance to unsubscribe at a message.
     *
     * @param earlier messages to the same customer in the 30 days before
     */
    public static double unsubscribeChance(int earlier) {
        return UNSUBSCRIBED + FATIGUE * earlier;
    }

    /** Chance of a recommendation by one whose opinion is the given score of 0–10. */
    public static double referralChance(int score) {
        if (score >= 9) {
            return REFERRAL_BY_PROMOTER;
        }
        return score >= 7 ? REFERRAL_BY_PASSIVE : REFERRAL_BY_DETRACTOR;
    }
}
