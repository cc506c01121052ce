package io.tillstream.simulator.random;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A small seeded generator with the distributions that the model of the shop needs.
 *
 * <p>SplitMix64 rather than one of the JDK's generators: its state is one long, so a million shoppers can own one each, and its sequence is defined
 * by this file, so a seed gives the same shop on every machine. Not thread-safe.
 */
public final class Dice implements RandomGenerator {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final long FORK = 0x5851F42D4C957F2DL;

    private long state;

    /** For tests against published sequences. */
    Dice(long state) {
        this.state = state;
    }

    /** The sequence number {@code stream} of a seed; two streams of one seed are independent of each other. */
    public static Dice of(long seed, long stream) {
        return new Dice(mix(mix(seed) + stream * GOLDEN_GAMMA));
    }

    /** Dice of their own that begin where these stand, for a part of a life that must not disturb the rest; these do not move on. */
    public Dice fork() {
        return new Dice(mix(state ^ FORK));
    }

    /** Spreads the bits of a number over all 64 bits, one to one (the finaliser of SplitMix64). */
    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** True with the given probability. */
    public boolean chance(double probability) {
        return nextDouble() < probability;
    }

    /** A whole number from {@code low} to {@code high}, both included. */
    public long between(long low, long high) {
        return low + (long) (nextDouble() * (high - low + 1));
    }

    /** One of the elements, each as likely as the other. */
    public <T> T oneOf(List<T> elements) {
        return elements.get((int) (nextDouble() * elements.size()));
    }

    /** An index, as likely as its weight; {@code cumulative} holds the running sums of the weights. */
    public int weighted(double[] cumulative) {
        double mark = nextDouble() * cumulative[cumulative.length - 1];
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > mark) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Running sums, for {@link #weighted}. */
    public static double[] cumulate(double... weights) {
        double[] sums = weights.clone();
        for (int i = 1; i < sums.length; i++) {
            sums[i] += sums[i - 1];
        }
        return sums;
    }

    /** Log-normal with the given median; {@code sigma} is the standard deviation of the logarithm. */
    public double logNormal(double median, double sigma) {
        return median * Math.exp(sigma * nextGaussian());
    }

    /** The number of failures before a success, with the given mean. */
    public int geometric(double mean) {
        return mean <= 0 ? 0 : (int) (Math.log1p(-nextDouble()) / Math.log(mean / (1 + mean)));
    }

    /**
     * Gamma with mean {@code shape · scale} and variance {@code shape · scale²}.
     *
     * <p>Marsaglia and Tsang, "A simple method for generating gamma variables", 2000, with their boost for a shape below one.
     */
    public double gamma(double shape, double scale) {
        if (shape < 1) {
            return gamma(shape + 1, scale) * Math.pow(1 - nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = nextGaussian();
            double t = 1 + c * x;
            double v = t * t * t;
            if (v > 0 && Math.log(1 - nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v * scale;
            }
        }
    }

    /** Beta with mean {@code a / (a + b)}. */
    public double beta(double a, double b) {
        double x = gamma(a, 1);
        return x / (x + gamma(b, 1));
    }
}
