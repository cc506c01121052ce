package io.tillstream.dashboard.predictions;

import com.carrotsearch.hppc.LongLongHashMap;
import io.tillstream.contracts.output.ChurnRisk;
import io.tillstream.contracts.output.ClusterPlace;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.CustomerValue;
import io.tillstream.contracts.output.Predictions;
import io.tillstream.contracts.output.PurchaseChance;
import io.tillstream.dashboard.customers.Plane;
import io.tillstream.dashboard.customers.ProfileBook;
import io.tillstream.dashboard.customers.Tally;
import java.util.List;
import java.util.Map;

/**
 * What models say of all customers, counted: 16 bytes each in a primitive map, so that the old place of a customer can be taken away when a new profile comes;
 * three bounded rankings and a bounded sample hold the figures of single customers.
 *
 * <p>The packed word of a customer, from bit 0: 5 churn bin, 5 purchase bin, 5 value bin, 5 bin of the probability to be alive, 4 cluster rank, 6 each for
 * three reasons, 8 behavioural segments, 4 age group, 8 country.
 */
public final class PredictionBook implements ProfileBook {

    /** Clusters that are told apart; further ones count as the last. */
    static final int CLUSTERS = 15;

    private static final int REASONS = 3;
    private static final int REASON_BITS = 6;
    private static final int REASON_SHIFT = 24;
    private static final int BEHAVIOUR_SHIFT = REASON_SHIFT + REASONS * REASON_BITS;
    private static final int BEHAVIOURS = 8;
    private static final int AGE_SHIFT = BEHAVIOUR_SHIFT + BEHAVIOURS;
    private static final int COUNTRY_SHIFT = AGE_SHIFT + 4;
    private static final int MAX_SAMPLE = 600;
    private static final String HIGH = "High";

    private final LongLongHashMap customers = new LongLongHashMap();
    private final Histogram churn = new Histogram(Bins.PROBABILITY);
    private final Histogram purchase = new Histogram(Bins.PROBABILITY);
    private final Histogram value = new Histogram(Bins.AMOUNT);
    private final Histogram alive = new Histogram(Bins.PROBABILITY);
    private final Plane aliveByValue = new Plane(Bins.PROBABILITY, Bins.AMOUNT);
    private final Histogram clusters = new Histogram(CLUSTERS);
    private final BoundedTally reasons = new BoundedTally((1 << REASON_BITS) - 1);
    private final BoundedTally behaviours = new BoundedTally(BEHAVIOURS);
    private final BoundedTally ages = new BoundedTally(15);
    private final Tally countries = new Tally();
    private final Ranking toCall = new Ranking();
    private final Ranking mostValuable = new Ranking();
    private final Ranking likelyBuyers = new Ranking();
    private final StandingSample sample;
    private String churnModel = "";
    private String valueModel = "";
    private long version;

    /** @param sampleLimit customers in the scatters at most; more than 600 are never drawn */
    public PredictionBook(int sampleLimit) {
        this.sample = new StandingSample(Math.min(sampleLimit, MAX_SAMPLE));
    }

    @Override
    public void put(long hash, CustomerProfile profile) {
        long after = pack(profile);
        count(customers.getOrDefault(hash, 0), -1);
        count(after, 1);
        if (after == 0) {
            customers.remove(hash);
        } else {
            customers.put(hash, after);
        }
        rank(hash, profile);
        version++;
    }

    @Override
    public void forget(long hash) {
        count(customers.remove(hash), -1);
        toCall.remove(hash);
        mostValuable.remove(hash);
        likelyBuyers.remove(hash);
        sample.remove(hash);
        version++;
    }

    private void rank(long hash, CustomerProfile profile) {
        Standing standing = Standing.of(profile);
        if (HIGH.equals(profile.churnTier()) && profile.orders() > 0) {
            toCall.put(hash, standing.atRisk(), standing);
        } else {
            toCall.remove(hash);
        }
        CustomerValue expected = standing.predictions().value();
        if (expected != null) {
            mostValuable.put(hash, expected.expectedMicros(), standing);
            valueModel = expected.model();
        } else {
            mostValuable.remove(hash);
        }
        PurchaseChance chance = standing.predictions().purchase();
        if (chance != null) {
            likelyBuyers.put(hash, chance.probability(), standing);
        } else {
            likelyBuyers.remove(hash);
        }
        if (profile.orders() > 0) {
            sample.put(hash, standing);
        } else {
            sample.remove(hash);
        }
        ChurnRisk risk = standing.predictions().churn();
        if (risk != null) {
            churnModel = risk.model();
        }
    }

    private long pack(CustomerProfile profile) {
        long packed = 0;
        Predictions predictions = profile.predictions();
        if (predictions != null) {
            packed = pack(predictions, HIGH.equals(profile.churnTier()));
        }
        for (String behaviour : profile.behaviours()) {
            int index = behaviours.indexOf(behaviour);
            if (index > 0) {
                packed |= 1L << BEHAVIOUR_SHIFT + index - 1;
            }
        }
        if (profile.orders() > 0) {
            packed |= (long) ages.indexOf(profile.ageGroup()) << AGE_SHIFT;
            packed |= (long) countries.indexOf(profile.country()) << COUNTRY_SHIFT;
        }
        return packed;
    }

    private long pack(Predictions predictions, boolean high) {
        long packed = 0;
        ChurnRisk risk = predictions.churn();
        if (risk != null) {
            packed = Bins.ofProbability(risk.probability());
            if (high) {
                packed |= packReasons(risk);
            }
        }
        PurchaseChance chance = predictions.purchase();
        if (chance != null) {
            packed |= (long) Bins.ofProbability(chance.probability()) << 5;
        }
        CustomerValue expected = predictions.value();
        if (expected != null) {
            packed |= (long) Bins.ofAmount(expected.expectedMicros()) << 10;
            packed |= (long) Bins.ofProbability(expected.aliveProbability()) << 15;
        }
        ClusterPlace cluster = predictions.cluster();
        if (cluster != null) {
            packed |= (long) Math.clamp(cluster.rank(), 1, CLUSTERS) << 20;
        }
        return packed;
    }

    /** The reasons among the first ones that raise the risk. */
    private long packReasons(ChurnRisk risk) {
        long packed = 0;
        int shift = REASON_SHIFT;
        for (ChurnRisk.Reason reason :
                risk.reasons().subList(0, Math.min(REASONS, risk.reasons().size()))) {
            if (reason.contribution() > 0) {
                packed |= (long) reasons.indexOf(reason.feature()) << shift;
                shift += REASON_BITS;
            }
        }
        return packed;
    }

    private void count(long packed, long change) {
        churn.add((int) (packed & 0x1f), change);
        purchase.add((int) (packed >>> 5 & 0x1f), change);
        value.add((int) (packed >>> 10 & 0x1f), change);
        alive.add((int) (packed >>> 15 & 0x1f), change);
        aliveByValue.add((int) (packed >>> 15 & 0x1f), (int) (packed >>> 10 & 0x1f), change);
        clusters.add((int) (packed >>> 20 & 0xf), change);
        for (int i = 0; i < REASONS; i++) {
            reasons.add((int) (packed >>> REASON_SHIFT + i * REASON_BITS & 0x3f), change);
        }
        for (int i = 0; i < BEHAVIOURS; i++) {
            if ((packed >>> BEHAVIOUR_SHIFT + i & 1) == 1) {
                behaviours.add(i + 1, change);
            }
        }
        ages.add((int) (packed >>> AGE_SHIFT & 0xf), change);
        countries.add((int) (packed >>> COUNTRY_SHIFT & 0xff), change);
    }

    /** Customers by churn probability. */
    Histogram churn() {
        return churn;
    }

    /** Customers by the probability of a purchase within a week. */
    Histogram purchase() {
        return purchase;
    }

    /** Customers by expected spend. */
    Histogram value() {
        return value;
    }

    /** Customers by the probability that they still buy at all. */
    Histogram alive() {
        return alive;
    }

    /** Customers by both: the probability that they still buy, and expected spend. */
    Plane aliveByValue() {
        return aliveByValue;
    }

    /** Customers by rank of their cluster. */
    Histogram clusters() {
        return clusters;
    }

    /** Customers at high risk by what raises their risk most; a customer has up to three reasons. */
    Map<String, Long> byReason() {
        return reasons.byName();
    }

    /** Customers by behavioural segment; a customer may have several. */
    Map<String, Long> byBehaviour() {
        return behaviours.byName();
    }

    /** Buyers by age group. */
    Map<String, Long> byAge() {
        return ages.byName();
    }

    /** Buyers by country. */
    Map<String, Long> byCountry() {
        return countries.byName();
    }

    /** Customers at high risk, the greatest expected loss first. */
    Ranking toCall() {
        return toCall;
    }

    /** Customers with the greatest expected spend. */
    Ranking mostValuable() {
        return mostValuable;
    }

    /** Customers most likely to buy within a week. */
    Ranking likelyBuyers() {
        return likelyBuyers;
    }

    /** The sample behind the scatters. */
    List<Standing> sample() {
        return List.copyOf(sample.points());
    }

    /** Version of the churn model that scored last; empty before the first. */
    String churnModel() {
        return churnModel;
    }

    /** Version of the value model that scored last; empty before the first. */
    String valueModel() {
        return valueModel;
    }

    /** Differs after every change. */
    public long version() {
        return version;
    }
}
