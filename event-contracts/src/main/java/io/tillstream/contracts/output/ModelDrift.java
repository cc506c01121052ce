package io.tillstream.contracts.output;

import java.time.Instant;
import java.util.Map;

/**
 * How far today's customers are from those a champion learned from; on {@code analytics.models.v1} under {@code name/drift}.
 *
 * @param name the model's
 * @param version the champion's
 * @param at reference time
 * @param customers how many were looked at
 * @param featureShift population stability index of each feature; above 0.25 it has moved
 * @param scoreShift population stability index of the scores
 * @param drifted whether a feature or the scores have moved
 * @param sentence the same in words
 */
public record ModelDrift(
        String name,
        String version,
        Instant at,
        long customers,
        Map<String, Double> featureShift,
        double scoreShift,
        boolean drifted,
        String sentence) {

    /** Key on the models topic. */
    public static String key(String name) {
        return name + "/drift";
    }
}
