package io.tillstream.streams.forecast;

/** Level, slope and season as they move through a series. */
final class SmoothingState {

    private final Smoothing by;
    private double level;
    private double slope;
    private final double[] season;
    private int position;

    /** A state before the first observation; the last seasonal value is such that all sum to zero. */
    SmoothingState(SmoothingKind kind, Smoothing by, double[] initial) {
        this.by = by;
        int next = 0;
        level = initial[next++];
        slope = kind.trend() ? initial[next++] : 0;
        season = new double[kind.season()];
        double sum = 0;
        for (int i = 0; i < season.length - 1; i++) {
            season[i] = initial[next++];
            sum += season[i];
        }
        season[season.length - 1] = -sum;
    }

    /** The next value as expected now. */
    double expected() {
        return level + by.phi() * slope + season[position];
    }

    /** Takes the next value in; returns by how much it was missed. */
    double observe(double value) {
        double error = value - expected();
        level += by.phi() * slope + by.alpha() * error;
        slope = by.phi() * slope + by.beta() * error;
        season[position] += by.gamma() * error;
        position = (position + 1) % season.length;
        return error;
    }
}
