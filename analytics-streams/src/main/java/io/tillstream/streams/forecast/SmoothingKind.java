package io.tillstream.streams.forecast;

/**
 * Which parts an additive exponential smoothing model has beside its level: ETS(A, trend, season) in the notation of Hyndman and Athanasopoulos,
 * Forecasting: Principles and Practice, chapter on ETS models.
 *
 * @param trend whether it goes up or down
 * @param damped whether the trend levels off
 * @param season length of the season in observations, 1 for none
 */
public record SmoothingKind(boolean trend, boolean damped, int season) {

    /** A damped trend is a trend; a season has at least one observation. */
    public SmoothingKind {
        if (damped && !trend || season < 1) {
            throw new IllegalArgumentException("no such model: trend " + trend + ", damped " + damped + ", " + season);
        }
    }

    boolean seasonal() {
        return season > 1;
    }

    /** Smoothing parameters: α, β with a trend, γ with a season, φ when damped. */
    int parameters() {
        return 1 + (trend ? 1 : 0) + (seasonal() ? 1 : 0) + (damped ? 1 : 0);
    }

    /** Free initial states: level, slope, and all seasonal ones but one, since they sum to zero. */
    int initialStates() {
        return 1 + (trend ? 1 : 0) + season - 1;
    }

    /** For example {@code ETS(A,Ad,A)}. */
    @Override
    public String toString() {
        return "ETS(A," + (damped ? "Ad" : trend ? "A" : "N") + "," + (seasonal() ? "A" : "N") + ")";
    }
}
