package io.tillstream.streams.clv;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits {@link BgNbd} to customers by maximum likelihood.
 *
 * <p>Customers with the same history are counted once with a weight, and what depends on the number of repeats alone is computed once per number, so that
 * an evaluation costs a few logarithms per distinct history.
 */
public final class BgNbdFit {

    private static final double TOLERANCE = 1e-7;

    /**
     * A fitted model.
     *
     * @param model its parameters
     * @param logLikelihood of all customers together
     * @param customers how many
     * @param covariance of the logarithms of r, α, a and b
     */
    public record Fitted(BgNbd model, double logLikelihood, int customers, double[][] covariance) {}

    private final double timeScale;
    private final List<Histories> byRepeats = new ArrayList<>();
    private final int customers;

    /** The distinct histories with one number of repeats, scaled times. */
    private static final class Histories {
        private final int repeats;
        private final double[] lastAfter;
        private final double[] observed;
        private final int[] weights;
        private final int weight;

        Histories(int repeats, Map<RepeatBuying, Integer> counts, double scale) {
            this.repeats = repeats;
            lastAfter = new double[counts.size()];
            observed = new double[counts.size()];
            weights = new int[counts.size()];
            int i = 0;
            int sum = 0;
            for (Map.Entry<RepeatBuying, Integer> each : counts.entrySet()) {
                lastAfter[i] = each.getKey().lastAfter() * scale;
                observed[i] = each.getKey().observed() * scale;
                weights[i] = each.getValue();
                sum += weights[i];
                i++;
            }
            weight = sum;
        }

        double logLikelihood(BgNbd model) {
            double sum = weight * model.ofRepeats(repeats);
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * model.ofTimes(repeats, lastAfter[i], observed[i]);
            }
            return sum;
        }
    }

    private BgNbdFit(Collection<RepeatBuying> all) {
        Map<Integer, Map<RepeatBuying, Integer>> counts = new HashMap<>();
        double longest = 0;
        for (RepeatBuying customer : all) {
            counts.computeIfAbsent(customer.repeats(), x -> new HashMap<>()).merge(customer, 1, Integer::sum);
            longest = Math.max(longest, customer.observed());
        }
        if (longest == 0) {
            throw new IllegalArgumentException("no customer was observed for any time");
        }
        // times up to 10, whatever the unit, so that all four logarithms are of one size
        timeScale = 10 / longest;
        counts.forEach((repeats, same) -> byRepeats.add(new Histories(repeats, same, timeScale)));
        customers = all.size();
    }

    /**
     * Fits the model.
     *
     * @throws IllegalArgumentException when there is nobody, or nobody was observed for any time
     */
    public static Fitted fit(Collection<RepeatBuying> customers) {
        return new BgNbdFit(customers).fit();
    }

    private Fitted fit() {
        MaximumLikelihood.Optimum best =
                MaximumLikelihood.find(new double[] {1, 1, 1, 1}, this::logLikelihood, TOLERANCE);
        double[] p = best.parameters();
        // the scale moves the likelihood's density by one factor per repeat
        double repeats = byRepeats.stream()
                .mapToDouble(same -> (double) same.weight * same.repeats)
                .sum();
        return new Fitted(
                new BgNbd(p[0], p[1] / timeScale, p[2], p[3]),
                best.logLikelihood() + repeats * Math.log(timeScale),
                customers,
                Covariance.ofLogarithms(p, this::logLikelihood));
    }

    private double logLikelihood(double[] p) {
        BgNbd model = new BgNbd(p[0], p[1], p[2], p[3]);
        double sum = 0;
        for (Histories same : byRepeats) {
            sum += same.logLikelihood(model);
        }
        return sum;
    }
}
