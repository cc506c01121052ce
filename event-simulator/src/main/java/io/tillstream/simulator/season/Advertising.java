package io.tillstream.simulator.season;

import io.tillstream.contracts.event.Campaign;
import io.tillstream.simulator.random.Dice;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The advertising that runs all year round. Its budget moves from day to day, and with it the share of visits that it pays for. Immutable.
 */
public final class Advertising {

    /** The channels, as far as they are paid for. */
    public static final List<Paid> CHANNELS = List.of(
            new Paid(new Campaign("google", "cpc", "always-on"), 0.045, 0.22, 1.20),
            new Paid(new Campaign("facebook", "social", "prospecting"), 0.025, 0.14, 0.90),
            new Paid(new Campaign("partner", "affiliate", "price-compare"), 0.010, 0.06, 1.60));

    /** Standard deviation of the logarithm of a day's budget. */
    public static final double BUDGET_SIGMA = 0.35;

    private static final double PLAIN_SHARE = 0.08;
    private static final double MOST_BUDGET = 2.2;
    private static final double COST_SIGMA = 0.05;
    private static final long STREAM = 1L << 44;

    private final long seed;
    private final @Nullable ZoneId zone;

    /**
     * A channel that is paid for.
     *
     * @param share its share of the visits of customers on an average day
     * @param firstShare its share of the first visits of new customers on an average day
     * @param costPerVisit what a visit costs, in units of currency
     */
    public record Paid(Campaign campaign, double share, double firstShare, double costPerVisit) {}

    /**
     * The advertising of a shop.
     *
     * @param zone whose days have a budget each; null for one channel of the same strength on all days
     */
    public Advertising(long seed, @Nullable ZoneId zone) {
        this.seed = seed;
        this.zone = zone;
    }

    /** The campaign that brings a customer's visit, or null. */
    public @Nullable Campaign ofVisit(Dice dice, long at) {
        if (zone == null) {
            return dice.chance(PLAIN_SHARE) ? CHANNELS.getFirst().campaign() : null;
        }
        return pick(dice.nextDouble(), at, false);
    }

    /** The campaign that brings a new customer, or null. */
    public @Nullable Campaign ofFirstVisit(Dice dice, long at) {
        return pick(dice.nextDouble(), at, true);
    }

    private @Nullable Campaign pick(double mark, long at, boolean first) {
        double most = 0;
        // most visits are not paid for: then the day's budgets need not be known
        for (Paid paid : CHANNELS) {
            most += (first ? paid.firstShare() : paid.share()) * MOST_BUDGET;
        }
        if (mark >= most) {
            return null;
        }
        long day = day(at);
        double sum = 0;
        for (int i = 0; i < CHANNELS.size(); i++) {
            Paid paid = CHANNELS.get(i);
            sum += (first ? paid.firstShare() : paid.share()) * budget(i, day);
            if (mark < sum) {
                return paid.campaign();
            }
        }
        return null;
    }

    /** A day's budget of a channel, relative to an average day. */
    public double budget(int channel, long day) {
        double drawn = Dice.of(seed, STREAM + day * CHANNELS.size() + channel).logNormal(1, BUDGET_SIGMA);
        return Math.min(MOST_BUDGET, drawn / Math.exp(BUDGET_SIGMA * BUDGET_SIGMA / 2));
    }

    /**
     * What a number of visits cost on a day, in cents.
     *
     * @param visits expected or counted
     */
    public static long cents(Paid paid, double visits, Dice dice) {
        return Math.round(100 * visits * paid.costPerVisit() * dice.logNormal(1, COST_SIGMA));
    }

    /** The shop's day of an instant, as days since 1970. */
    public long day(long at) {
        ZoneId shop = zone;
        Instant instant = Instant.ofEpochMilli(at);
        return shop == null
                ? at / 86_400_000
                : instant.atZone(shop).toLocalDate().toEpochDay();
    }
}
