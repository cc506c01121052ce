package io.tillstream.simulator.visit;

import io.tillstream.contracts.event.Campaign;
import io.tillstream.simulator.population.Habits;
import io.tillstream.simulator.random.Dice;
import io.tillstream.simulator.season.Experiment;
import io.tillstream.simulator.truth.Truth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What ties a shopper to the shop beyond shopping: membership, points, consent, messages, tests. Its dice are not those that decide the visits. Mutable,
 * owned by one thread.
 */
public final class Bond {

    private static final double CHEER_DEVIATION = 0.9;
    private static final int REMEMBERED = 8;

    private final Dice dice;
    private final boolean member;
    private final double cheer;
    private final boolean onManyLists;
    private final long variants;
    private final long[] messages = new long[REMEMBERED];
    private int messagesReceived;
    private boolean marketing;
    private long points;
    private long lastOrderAt;
    private int seenTests;
    private double dropoutFactor = 1;
    private boolean newcomer;
    private boolean comesFirst;
    private @Nullable Campaign firstTouch;
    private long busyUntil;
    private int unknownVisits;
    private List<Step> atSignUp = List.of();

    Bond(Dice dice, Habits habits) {
        this.dice = dice;
        this.member = dice.chance(Truth.membershipChance(habits.ordersPerWeek()));
        this.cheer = CHEER_DEVIATION * dice.nextGaussian();
        this.marketing = dice.chance(Truth.MARKETING_CONSENT);
        this.onManyLists = dice.chance(Truth.ON_MANY_LISTS);
        this.variants = dice.nextLong();
    }

    /** What decides all that is told here. */
    public Dice dice() {
        return dice;
    }

    /** Whether in the loyalty programme. */
    public boolean member() {
        return member;
    }

    /** How much better than average this shopper thinks of everything, on the scale of 0–10. */
    public double cheer() {
        return cheer;
    }

    /** Whether the shop may send messages. */
    public boolean marketing() {
        return marketing;
    }

    /** Whether on many mailing lists. */
    public boolean onManyLists() {
        return onManyLists;
    }

    /** No more messages. */
    public void unsubscribe() {
        marketing = false;
    }

    /**
     * Notes a message.
     *
     * @param window over how long earlier ones weigh, in milliseconds
     * @return how many came within that time before, at most 8
     */
    public int receive(long at, long window) {
        int earlier = 0;
        for (int i = 0; i < Math.min(messagesReceived, REMEMBERED); i++) {
            earlier += messages[i] > at - window ? 1 : 0;
        }
        messages[messagesReceived++ % REMEMBERED] = at;
        return earlier;
    }

    /** When the newest message was sent, in milliseconds since 1970; 0 for none. */
    public long lastMessageAt() {
        return messagesReceived == 0 ? 0 : messages[(messagesReceived - 1) % REMEMBERED];
    }

    /** Number of messages so far. */
    public int messagesReceived() {
        return messagesReceived;
    }

    /** When the newest order was placed, in milliseconds since 1970; 0 for never. */
    public long lastOrderAt() {
        return lastOrderAt;
    }

    /** Notes an order. */
    public void ordered(long at) {
        lastOrderAt = at;
    }

    /** Notes points earned, or taken back when negative. */
    public void earn(long earned) {
        points += earned;
    }

    /** Takes all points that can be redeemed: a multiple of {@link Truth#POINTS_STEP}, or 0. */
    public long redeem() {
        long redeemed = Math.max(0, points / Truth.POINTS_STEP * Truth.POINTS_STEP);
        points -= redeemed;
        return redeemed;
    }

    /** Points that are left. */
    public long points() {
        return points;
    }

    /** Whether this shopper gets the treatment of an experiment. */
    boolean treated(int experiment) {
        return (variants >>> experiment & 1) == 1;
    }

    /** Factor on the chance to order, by the experiments that run. */
    double experimentFactor(List<Experiment> experiments, long at) {
        double factor = 1;
        for (int i = 0; i < experiments.size(); i++) {
            Experiment experiment = experiments.get(i);
            if (at >= experiment.from()) {
                factor *= experiment.factor(treated(i));
            }
        }
        return factor;
    }

    /** Whether an experiment is seen for the first time now. */
    boolean sees(int experiment) {
        boolean first = (seenTests >>> experiment & 1) == 0;
        seenTests |= 1 << experiment;
        return first;
    }

    /** Notes how a new customer came to the shop; null for by themselves. */
    public void comeBy(@Nullable Campaign campaign, double factorOnDropout) {
        newcomer = true;
        comesFirst = true;
        firstTouch = campaign;
        dropoutFactor = factorOnDropout;
    }

    /** Notes what else happens at the sign-up. */
    public void atSignUp(Step step) {
        atSignUp = List.of(step);
    }

    /** What else happens at the sign-up. */
    public List<Step> atSignUp() {
        return atSignUp;
    }

    /** Notes how often a new customer looks around before the sign-up. */
    public void unknownVisits(int visits) {
        unknownVisits = visits;
    }

    /** Takes one of those visits; whether there are more. */
    public boolean takeUnknownVisit() {
        unknownVisits--;
        return unknownVisits > 0;
    }

    /** Whether this shopper came to the shop within its past as it is told. */
    boolean newcomer() {
        return newcomer;
    }

    /** Whether the next visit is the one that brings a new customer. */
    boolean comesFirst() {
        return comesFirst;
    }

    /** The campaign of that visit; from then on the shopper is no newcomer. */
    @Nullable
    Campaign takeFirstTouch() {
        comesFirst = false;
        return firstTouch;
    }

    /** The campaign that brought this shopper, as far as known. */
    @Nullable
    Campaign firstTouch() {
        return firstTouch;
    }

    /** Factor on the chance to leave for good. */
    double dropoutFactor() {
        return dropoutFactor;
    }

    /** Until when the shopper is in a visit or rests after it, in milliseconds since 1970. */
    public long busyUntil() {
        return busyUntil;
    }

    /** Notes that the shopper is in a visit. */
    public void busyUntil(long until) {
        busyUntil = until;
    }
}
