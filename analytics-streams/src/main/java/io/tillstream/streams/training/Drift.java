package io.tillstream.streams.training;

/** How far a distribution has moved. */
public final class Drift {

    /** Above this a distribution is held to have moved: the usual rule of thumb, under 0.1 stable, to 0.25 watch. */
    public static final double MOVED = 0.25;

    private static final double LEAST_SHARE = 1e-4;

    private Drift() {}

    /** Population stability index: Σ (now − then) · ln(now / then) over the bins; empty bins count as 0.01 %. */
    public static double psi(double[] then, double[] now) {
        if (then.length != now.length) {
            throw new IllegalArgumentException(then.length + " bins and " + now.length);
        }
        double sum = 0;
        for (int i = 0; i < then.length; i++) {
            double before = Math.max(LEAST_SHARE, then[i]);
            double after = Math.max(LEAST_SHARE, now[i]);
            sum += (after - before) * Math.log(after / before);
        }
        return sum;
    }
}
