package io.tillstream.streams.training;

import java.util.Locale;
import java.util.Map;

/** Whether a new model takes the champion's place: when it is not worse on the same hold-out. */
public final class Promotion {

    /** What a measure may be worse by and still count as not worse: about the chance of a hold-out of some thousand rows. */
    public static final double TOLERANCE = 0.005;

    private Promotion() {}

    /**
     * The judgement.
     *
     * @param promote whether the new model takes over
     * @param sentence why, with figures
     */
    public record Judgement(boolean promote, String sentence) {}

    /** By AUC and Brier of both on the same rows. */
    public static Judgement judge(Map<String, Double> champion, Map<String, Double> challenger) {
        double aucBefore = champion.getOrDefault(Metrics.AUC, 0.0);
        double auc = challenger.getOrDefault(Metrics.AUC, 0.0);
        double brierBefore = champion.getOrDefault(Metrics.BRIER, 1.0);
        double brier = challenger.getOrDefault(Metrics.BRIER, 1.0);
        boolean promote = auc >= aucBefore - TOLERANCE && brier <= brierBefore + TOLERANCE;
        return new Judgement(
                promote,
                String.format(
                        Locale.ROOT,
                        "AUC %.3f against the champion's %.3f, Brier %.3f against %.3f, on the same hold-out: %s.",
                        auc,
                        aucBefore,
                        brier,
                        brierBefore,
                        promote ? "not worse" : "worse"));
    }
}
