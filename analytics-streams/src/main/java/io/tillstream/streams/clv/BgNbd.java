package io.tillstream.streams.clv;

import org.hipparchus.special.Gamma;

/**
 * The BG/NBD model of repeat buying: each customer buys at random at a rate of their own (gamma distributed over customers) and may drop out after each
 * purchase with a probability of their own (beta distributed).
 *
 * <p>Fader, Hardie, Lee (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2). Equation numbers below are theirs.
 *
 * @param r shape of the purchase rate
 * @param alpha scale of the purchase rate, in units of time
 * @param a first parameter of the drop-out probability
 * @param b second parameter of the drop-out probability
 */
public record BgNbd(double r, double alpha, double a, double b) {

    /** Nearer to 1 than this, {@code a} makes equation 10 a quotient of two vanishing numbers. */
    private static final double POLE = 1e-6;

    /** All parameters are positive. */
    public BgNbd {
        if (!(r > 0 && alpha > 0 && a > 0 && b > 0)) {
            throw new IllegalArgumentException(
                    "parameters must be positive: " + r + ", " + alpha + ", " + a + ", " + b);
        }
    }

    /** Logarithm of the likelihood of one customer (equation 6, with the terms of A1 to A4 of the authors' implementation note). */
    public double logLikelihood(RepeatBuying customer) {
        int x = customer.repeats();
        return ofRepeats(x) + ofTimes(x, customer.lastAfter(), customer.observed());
    }

    /** The part that depends on x alone. */
    double ofRepeats(int x) {
        return Gamma.logGamma(r + x)
                - Gamma.logGamma(r)
                + r * Math.log(alpha)
                + Gamma.logGamma(a + b)
                + Gamma.logGamma(b + x)
                - Gamma.logGamma(b)
                - Gamma.logGamma(a + b + x);
    }

    /** The part that depends on the times. */
    double ofTimes(int x, double lastAfter, double observed) {
        double alive = -(r + x) * Math.log(alpha + observed);
        if (x == 0) {
            return alive;
        }
        double gone = Math.log(a / (b + x - 1)) - (r + x) * Math.log(alpha + lastAfter);
        double greater = Math.max(alive, gone);
        return greater + Math.log(Math.exp(alive - greater) + Math.exp(gone - greater));
    }

    /** Probability that the customer has not dropped out; 1 without a repeat, since nobody drops out before the first. */
    public double aliveProbability(RepeatBuying customer) {
        return 1 / (1 + goneOdds(customer));
    }

    private double goneOdds(RepeatBuying customer) {
        int x = customer.repeats();
        if (x == 0) {
            return 0;
        }
        double ratio = (alpha + customer.observed()) / (alpha + customer.lastAfter());
        return a / (b + x - 1) * Math.pow(ratio, r + x);
    }

    /** Expected number of repeat purchases within a time after the end of observation (equation 10). */
    public double expectedRepeats(RepeatBuying customer, double within) {
        return expectedRepeatsIfCertain(customer.repeats(), customer.observed(), within) * aliveProbability(customer);
    }

    /** The factor of equation 10 that does not depend on when the last purchase was; shared by all customers with the same x and T. */
    double expectedRepeatsIfCertain(int x, double observed, double within) {
        double aOffPole = Math.abs(a - 1) < POLE ? 1 + POLE : a;
        double z = within / (alpha + observed + within);
        double power = Math.pow((alpha + observed) / (alpha + observed + within), r + x);
        double series = Hypergeometric.f21(r + x, b + x, aOffPole + b + x - 1, z);
        return (aOffPole + b + x - 1) / (aOffPole - 1) * (1 - power * series);
    }

    /**
     * Time after the end of observation by which the next purchase is as likely as not, of a customer who is alive: the purchase rate is then gamma
     * distributed with shape r + x and scale α + T, so that nothing is bought for t with probability ((α + T) / (α + T + t))^(r + x).
     */
    double medianNext(int x, double observed) {
        return (alpha + observed) * Math.expm1(Math.log(2) / (r + x));
    }
}
