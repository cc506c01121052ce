package io.tillstream.simulator.live;

import io.tillstream.contracts.event.Campaign;
import io.tillstream.simulator.growth.AdSpending;
import io.tillstream.simulator.growth.AfterOrder;
import io.tillstream.simulator.growth.Mailings;
import io.tillstream.simulator.growth.MessageCampaign;
import io.tillstream.simulator.growth.Referrals;
import io.tillstream.simulator.random.Dice;
import io.tillstream.simulator.visit.Bond;
import io.tillstream.simulator.visit.Shopper;
import io.tillstream.simulator.visit.Step;
import io.tillstream.simulator.visit.Visit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the live shop has to do with its customers outside of their visits. A day of the past takes two minutes here. */
final class Relations {

    private static final long DAY = Duration.ofMinutes(2).toMillis();
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long BETWEEN_MESSAGES = 10 * MINUTE;
    private static final long BETWEEN_PAYMENTS = 5 * MINUTE;
    private static final double MESSAGES_PER_VISIT = 0.25;
    private static final double VISITS_BY_MESSAGE = 0.012;

    private final Dice dice;
    private final Referrals referrals;
    private final AfterOrder afterOrder;
    private final Mailings mailings;
    private final AdSpending spending;
    private final Map<Campaign, Integer> visitsToPay = new LinkedHashMap<>();
    private long nextPaymentAt;

    Relations(Referrals referrals, String tag, Dice dice, long since) {
        this.dice = dice;
        this.referrals = referrals;
        this.afterOrder = new AfterOrder(referrals, DAY);
        this.mailings = new Mailings(tag, DAY);
        this.spending = new AdSpending("shop-" + tag, dice.fork());
        this.nextPaymentAt = since + BETWEEN_PAYMENTS;
    }

    Referrals referrals() {
        return referrals;
    }

    /** What follows an order that was placed now. */
    List<Visit> afterOrder(Visit visit, long now) {
        return afterOrder.of(visit, now, dice.between(2 * MINUTE, 20 * MINUTE));
    }

    /** The campaign of the message that brings a visit which is to begin now; null for most. */
    @Nullable
    MessageCampaign bringing(Shopper shopper, long now) {
        return mayWrite(shopper, now) && dice.chance(VISITS_BY_MESSAGE) ? campaign(shopper, now) : null;
    }

    /** The message that brings a visit. */
    List<Step> message(Shopper shopper, long now, MessageCampaign campaign) {
        return mailings.clickedAtOnce(shopper, now, campaign);
    }

    /** A message to somebody, as often as it comes to a visit; null when there is none to send. */
    @Nullable
    Visit message(@Nullable Shopper shopper, long now) {
        if (shopper == null || !dice.chance(MESSAGES_PER_VISIT) || !mayWrite(shopper, now)) {
            return null;
        }
        return mailings.send(shopper, now, campaign(shopper, now)).errand();
    }

    private MessageCampaign campaign(Shopper shopper, long now) {
        return mailings.campaign(shopper, now, now / (7 * DAY));
    }

    private static boolean mayWrite(Shopper shopper, long now) {
        Bond bond = shopper.bond();
        return shopper.customerId() != null && bond.marketing() && now - bond.lastMessageAt() > BETWEEN_MESSAGES;
    }

    /** Notes a visit that may have to be paid for. */
    void began(Visit visit) {
        Campaign campaign = visit.context().campaign();
        if (campaign != null) {
            visitsToPay.merge(campaign, 1, Integer::sum);
        }
    }

    /** What is to be paid for the visits of the last minutes. */
    List<Visit> payments(long now) {
        if (now < nextPaymentAt) {
            return List.of();
        }
        nextPaymentAt = now + BETWEEN_PAYMENTS;
        List<Visit> payments = new ArrayList<>();
        visitsToPay.forEach((campaign, visits) -> payments.addAll(spending.ofVisits(campaign, visits, now)));
        visitsToPay.clear();
        return payments;
    }
}
