package io.tillstream.streams.scoring;

import io.tillstream.contracts.output.ChurnRisk;
import io.tillstream.contracts.output.ClusterPlace;
import io.tillstream.contracts.output.CustomerValue;
import io.tillstream.contracts.output.Predictions;
import io.tillstream.contracts.output.PurchaseChance;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.clv.ValueModel;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facet;
import io.tillstream.streams.customer.ProfileDraft;
import io.tillstream.streams.customer.ScoringModels;
import io.tillstream.streams.customer.ScoringModels.Versioned;
import io.tillstream.streams.features.Buying;
import io.tillstream.streams.features.Features;
import io.tillstream.streams.models.Clusters;
import io.tillstream.streams.models.Forest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What do the models expect of this customer? Facts of the profile in, predictions as of the cut points' reference time out, or as of the customer's newest
 * event if that is later. Churn, value and cluster are about buyers; the purchase chance about everybody seen in the last 90 days. Keeps no state.
 */
public final class ScoringFacet implements Facet<ScoringFacet.Nothing> {

    static final double HIGH_ABOVE = 0.7;
    static final double MEDIUM_FROM = 0.3;

    private static final long SEEN_WITHIN_MILLIS = Duration.ofDays(90).toMillis();
    private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

    /** Money is predicted to hundredths of the currency's unit. */
    private static final long MICROS_PER_CENT = 10_000;

    private static final double CENTS = 100;

    /** No state. */
    public enum Nothing {
        NOTHING
    }

    @Override
    public int id() {
        return 22;
    }

    @Override
    public Nothing create() {
        return Nothing.NOTHING;
    }

    @Override
    public void score(Nothing state, ProfileDraft profile, Effects effects) {
        ScoringModels models = profile.models();
        if (profile.cutPoints() == null || models == ScoringModels.NONE) {
            return;
        }
        long asOf = Math.max(profile.cutPoints().asOf(), profile.lastSeenAt());
        boolean bought = profile.orders() != null;
        double[] x = Features.of(profile, asOf);
        ChurnRisk churn = bought ? churn(models.churn(), x) : null;
        if (churn != null) {
            profile.setChurn(tier(churn.probability()), churn.model());
        }
        PurchaseChance purchase =
                asOf - profile.lastSeenAt() <= SEEN_WITHIN_MILLIS ? purchase(models.purchase(), x) : null;
        CustomerValue value = value(models.value(), Buying.of(profile, asOf), asOf);
        ClusterPlace cluster = bought ? cluster(models.clusters(), x) : null;
        if (churn != null || purchase != null || value != null || cluster != null) {
            profile.setPredictions(new Predictions(churn, purchase, value, cluster));
        }
    }

    static String tier(double probability) {
        return probability > HIGH_ABOVE ? "High" : probability >= MEDIUM_FROM ? "Medium" : "Low";
    }

    private static @Nullable ChurnRisk churn(@Nullable Versioned<Forest> model, double[] x) {
        return model == null ? null : Reasons.of(model.model().explain(x), x, model.version());
    }

    private static @Nullable PurchaseChance purchase(@Nullable Versioned<Forest> model, double[] x) {
        return model == null
                ? null
                : new PurchaseChance(Reasons.round(model.model().score(x)), model.version());
    }

    private static @Nullable CustomerValue value(
            @Nullable Versioned<ValueModel> model, @Nullable Buying buying, long asOf) {
        if (model == null || buying == null) {
            return null;
        }
        ValueModel.Prediction expected = model.model()
                .predict(buying.repeats(), buying.lastAfterDays(), buying.observedDays(), buying.meanRepeatValue());
        Double nextDays = expected.nextPurchaseAfterDays();
        return new CustomerValue(
                micros(expected.expected()),
                micros(expected.low()),
                micros(expected.high()),
                Reasons.round(expected.aliveProbability()),
                Reasons.round(expected.expectedOrders()),
                nextDays == null
                        ? null
                        : Instant.ofEpochMilli(asOf + (long) (nextDays * MILLIS_PER_DAY))
                                .truncatedTo(ChronoUnit.HOURS),
                model.version());
    }

    private static long micros(double units) {
        return Math.round(units * CENTS) * MICROS_PER_CENT;
    }

    private static @Nullable ClusterPlace cluster(@Nullable Versioned<Clusters> model, double[] x) {
        if (model == null) {
            return null;
        }
        int rank = model.model().rank(x);
        return new ClusterPlace(rank, model.model().tier(rank), model.version());
    }

    @Override
    public void write(Nothing state, BinaryWriter out) {
        // nothing to write
    }

    @Override
    public Nothing read(BinaryReader in) {
        return Nothing.NOTHING;
    }
}
