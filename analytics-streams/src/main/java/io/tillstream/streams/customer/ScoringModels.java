package io.tillstream.streams.customer;

import io.tillstream.streams.clv.ValueModel;
import io.tillstream.streams.models.Clusters;
import io.tillstream.streams.models.Forest;
import org.jspecify.annotations.Nullable;

/**
 * The models that score at present. Immutable; a change makes another object.
 *
 * @param churn probability of no purchase within the horizon, or null
 * @param purchase probability of a purchase within 7 days, or null
 * @param value lifetime value, or null
 * @param clusters groups of like customers, or null
 */
public record ScoringModels(
        @Nullable Versioned<Forest> churn,
        @Nullable Versioned<Forest> purchase,
        @Nullable Versioned<ValueModel> value,
        @Nullable Versioned<Clusters> clusters) {

    /** No model yet. */
    public static final ScoringModels NONE = new ScoringModels(null, null, null, null);

    /**
     * A model and its version.
     *
     * @param <M> kind of model
     */
    public record Versioned<M>(M model, String version) {}

    /** Tells these models from others, the same after a restart: 0 for none. */
    public int stamp() {
        int stamp = 0;
        for (Versioned<?> each : new Versioned<?>[] {churn, purchase, value, clusters}) {
            stamp = stamp * 31 + (each == null ? 0 : each.version.hashCode());
        }
        return stamp & Integer.MAX_VALUE;
    }
}
