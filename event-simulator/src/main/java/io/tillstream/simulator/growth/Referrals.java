package io.tillstream.simulator.growth;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.Campaign;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.simulator.random.Dice;
import io.tillstream.simulator.truth.Truth;
import io.tillstream.simulator.visit.EventForm;
import io.tillstream.simulator.visit.Step;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Recommendations that will bring somebody: the next new customers come by them, as long as there are new customers. Not thread-safe. */
public final class Referrals {

    /** The campaign of visits that come by a recommendation. */
    public static final Campaign CAMPAIGN = new Campaign("referral", "referral", "friends");

    private static final double MEAN_DAYS = 4;
    /** In one order always: a history that is continued after a restart is the same to the byte. */
    private static final Map<String, Object> REWARD = reward();

    private final PriorityQueue<Coming> coming =
            new PriorityQueue<>(Comparator.comparingLong(Coming::at).thenComparing(Coming::referralId));

    /**
     * Somebody who was told of the shop.
     *
     * @param at from when on they may come, in milliseconds since 1970
     */
    public record Coming(long at, String referralId, String referrerId) {

        /** What the shop learns at the sign-up. */
        public Step converted() {
            return Step.of(
                    Action.REFERRAL_CONVERTED,
                    800,
                    envelope -> new CommerceEvent.ReferralConverted(
                            EventForm.adding(envelope, REWARD), referralId, referrerId));
        }
    }

    private static Map<String, Object> reward() {
        Map<String, Object> reward = new LinkedHashMap<>();
        reward.put("reward_type", "credit");
        reward.put("reward_value", Truth.REFERRAL_REWARD);
        return Collections.unmodifiableMap(reward);
    }

    /**
     * Notes a recommendation.
     *
     * @param day length of a day, in milliseconds
     */
    void sent(Dice dice, long at, String referralId, String referrerId, double day) {
        if (dice.chance(Truth.REFERRAL_CONVERTED)) {
            coming.add(new Coming(at + (long) (dice.nextExponential() * MEAN_DAYS * day), referralId, referrerId));
        }
    }

    /** Whom the new customer of this moment comes by; null for nobody. */
    public @Nullable Coming next(long now) {
        Coming first = coming.peek();
        if (first == null || first.at() > now) {
            return null;
        }
        return coming.remove();
    }
}
