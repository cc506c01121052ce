package io.tillstream.streams.clv;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Fits {@link GammaGamma} to the mean spend of customers by maximum likelihood. */
public final class GammaGammaFit {

    private static final double TOLERANCE = 1e-7;

    private GammaGammaFit() {}

    /**
     * One customer's spend.
     *
     * @param purchases how many purchases, at least 1
     * @param mean their mean value, above 0
     */
    public record Spend(int purchases, double mean) {

        /** Checks the bounds. */
        public Spend {
            if (purchases < 1 || !(mean > 0) || Double.isInfinite(mean)) {
                throw new IllegalArgumentException("no spend: " + purchases + " of " + mean);
            }
        }
    }

    /**
     * A fitted model.
     *
     * @param model its parameters
     * @param logLikelihood of all customers together
     * @param customers how many
     * @param covariance of the logarithms of p, q and γ
     */
    public record Fitted(GammaGamma model, double logLikelihood, int customers, double[][] covariance) {}

    /** What all customers with one number of purchases contribute through their means. */
    private static final class SameNumber {
        private int customers;
        private double sumOfLogMeans;
        private final Map<Double, Integer> means = new HashMap<>();

        void add(double mean) {
            customers++;
            sumOfLogMeans += Math.log(mean);
            means.merge(mean, 1, Integer::sum);
        }

        double logLikelihood(GammaGamma model, int purchases) {
            double px = model.p() * purchases;
            double sum = customers
                            * (model.ofPurchases(purchases)
                                    + model.q() * Math.log(model.gamma())
                                    + px * Math.log(purchases))
                    + (px - 1) * sumOfLogMeans;
            for (Map.Entry<Double, Integer> mean : means.entrySet()) {
                sum -= mean.getValue() * (px + model.q()) * Math.log(model.gamma() + purchases * mean.getKey());
            }
            return sum;
        }
    }

    /**
     * Fits the model.
     *
     * @throws IllegalArgumentException when there is no spend
     */
    public static Fitted fit(List<Spend> customers) {
        if (customers.isEmpty()) {
            throw new IllegalArgumentException("nobody bought again");
        }
        double scale = customers.stream().mapToDouble(Spend::mean).average().orElseThrow();
        Map<Integer, SameNumber> byPurchases = new HashMap<>();
        for (Spend customer : customers) {
            byPurchases
                    .computeIfAbsent(customer.purchases(), n -> new SameNumber())
                    .add(customer.mean() / scale);
        }
        ToDoubleFunction<double[]> logLikelihood = p -> logLikelihood(p, byPurchases);
        MaximumLikelihood.Optimum best = MaximumLikelihood.find(new double[] {2, 3, 1}, logLikelihood, TOLERANCE);
        double[] p = best.parameters();
        return new Fitted(
                new GammaGamma(p[0], p[1], p[2] * scale),
                best.logLikelihood() - customers.size() * Math.log(scale),
                customers.size(),
                Covariance.ofLogarithms(p, logLikelihood));
    }

    private static double logLikelihood(double[] p, Map<Integer, SameNumber> byPurchases) {
        GammaGamma model = new GammaGamma(p[0], p[1], p[2]);
        double sum = 0;
        for (Map.Entry<Integer, SameNumber> same : byPurchases.entrySet()) {
            sum += same.getValue().logLikelihood(model, same.getKey());
        }
        return sum;
    }
}
