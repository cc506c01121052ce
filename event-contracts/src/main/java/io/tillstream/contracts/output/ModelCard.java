package io.tillstream.contracts.output;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a model. Lists and maps that say nothing of a kind of model are empty.
 *
 * @param summary the model in one sentence
 * @param trainedFrom first event time seen
 * @param trainedTo last event time seen
 * @param snapshots rows the model learned from
 * @param positives rows of them with the outcome that is predicted; 0 where there is none
 * @param holdout rows the metrics are measured on
 * @param baseRate share of the outcome in {@code holdout}; null where there is none
 * @param features what goes in
 * @param metrics by name, for example {@code auc}, measured on rows after those learned from
 * @param baselines the same metrics of simpler predictors, by their name
 * @param calibration predicted against observed shares on the hold-out
 * @param clusters the clusters, best first
 * @param parameters settings and fitted parameters by name
 * @param provenance where it comes from: program version, seed, log offsets, duration
 */
public record ModelCard(
        String summary,
        Instant trainedFrom,
        Instant trainedTo,
        long snapshots,
        long positives,
        long holdout,
        @Nullable Double baseRate,
        List<FeatureCard> features,
        Map<String, Double> metrics,
        Map<String, Map<String, Double>> baselines,
        List<CalibrationBin> calibration,
        List<ClusterCard> clusters,
        Map<String, Double> parameters,
        Map<String, String> provenance) {

    /** The same card of another origin. */
    public ModelCard with(Map<String, String> otherProvenance) {
        return new ModelCard(
                summary,
                trainedFrom,
                trainedTo,
                snapshots,
                positives,
                holdout,
                baseRate,
                features,
                metrics,
                baselines,
                calibration,
                clusters,
                parameters,
                otherProvenance);
    }

    /**
     * A feature.
     *
     * @param name stable name
     * @param description meaning and unit in words
     * @param importance share of the model's splits' gain, 0 to 1
     * @param edges ascending bounds of the bins its drift is measured in
     * @param shares share of the learned rows in each bin, one more than edges
     */
    public record FeatureCard(
            String name, String description, double importance, List<Double> edges, List<Double> shares) {}

    /**
     * Rows with about the same prediction.
     *
     * @param from least prediction
     * @param to greatest prediction
     * @param rows how many
     * @param predicted mean prediction
     * @param observed share with the outcome
     */
    public record CalibrationBin(double from, double to, long rows, double predicted, double observed) {}

    /**
     * A cluster.
     *
     * @param rank 1 for the highest mean spend
     * @param tier Platinum, Gold, Silver or Bronze
     * @param rewards what its members are offered
     * @param words the cluster in a sentence
     * @param customers learned customers in it
     * @param means mean of each feature by name, in the feature's unit
     */
    public record ClusterCard(
            int rank, String tier, String rewards, String words, long customers, Map<String, Double> means) {}
}
