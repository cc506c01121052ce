package io.tillstream.streams.clv;

import org.hipparchus.special.Gamma;

/**
 * The Gamma-Gamma model of spend per purchase: purchases of one customer vary around a mean of their own, and means vary over customers. Independent of how
 * often they buy.
 *
 * <p>Fader, Hardie (2013), The Gamma-Gamma Model of Monetary Value. Equation numbers below are theirs.
 *
 * @param p shape of one customer's purchases
 * @param q shape over customers
 * @param gamma scale over customers, in units of money
 */
public record GammaGamma(double p, double q, double gamma) {

    /** All parameters are positive. */
    public GammaGamma {
        if (!(p > 0 && q > 0 && gamma > 0)) {
            throw new IllegalArgumentException("parameters must be positive: " + p + ", " + q + ", " + gamma);
        }
    }

    /**
     * Logarithm of the likelihood of a mean spend (equation 1a).
     *
     * @param purchases how many purchases the mean is of, at least 1
     * @param mean their mean value, above 0
     */
    public double logLikelihood(int purchases, double mean) {
        double px = p * purchases;
        return ofPurchases(purchases)
                + q * Math.log(gamma)
                + (px - 1) * Math.log(mean)
                + px * Math.log(purchases)
                - (px + q) * Math.log(gamma + purchases * mean);
    }

    /** The part that depends on the number of purchases through gamma functions. */
    double ofPurchases(int purchases) {
        double px = p * purchases;
        return Gamma.logGamma(px + q) - Gamma.logGamma(px) - Gamma.logGamma(q);
    }

    /** Expected value of a future purchase of a customer (equation 5): between their own mean and that of all. {@code q} must be above 1. */
    public double expectedValue(int purchases, double mean) {
        return p * (gamma + purchases * mean) / (p * purchases + q - 1);
    }

    /** Expected value of a purchase of somebody nothing is known of. */
    public double expectedValue() {
        return p * gamma / (q - 1);
    }
}
