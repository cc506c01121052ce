package io.tillstream.streams.clv;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How exactly a lifetime value is known, given how exactly the parameters are: the delta method on the value's logarithm,
 * var(log v) ≈ ∇ᵀ Σ ∇ with ∇ by the logarithms of the parameters (Casella, Berger, Statistical Inference, 5.5.4). The fits of buying and of spending share
 * no parameter, so their variances add up.
 *
 * <p>The gradient of the expected orders is a difference quotient; it changes slowly with T and is taken at the nearest of a grid of 5 % steps, and
 * remembered. The others are in closed form. Thread-safe.
 */
final class ValueUncertainty {

    private static final double STEP = 1e-4;

    /** Of T, above which days share a gradient. */
    private static final int FINE_DAYS = 20;

    private static final double GRID = Math.log(1.05);

    /** Gradients remembered, some 10 MB; beyond, all are forgotten. */
    private static final int REMEMBERED = 100_000;

    private final BgNbd buying;
    private final double[][] buyingCovariance;
    private final GammaGamma spending;
    private final double[][] spendingCovariance;
    private final LifetimeValue values;
    private final BgNbd[] up;
    private final BgNbd[] down;
    private final ConcurrentMap<Long, double[]> gradients = new ConcurrentHashMap<>();

    /** Takes the models with the covariances of their parameters' logarithms. */
    ValueUncertainty(
            BgNbd buying,
            double[][] buyingCovariance,
            GammaGamma spending,
            double[][] spendingCovariance,
            LifetimeValue values) {
        this.buying = buying;
        this.buyingCovariance = buyingCovariance;
        this.spending = spending;
        this.spendingCovariance = spendingCovariance;
        this.values = values;
        up = moved(buying, STEP);
        down = moved(buying, -STEP);
    }

    private static BgNbd[] moved(BgNbd model, double step) {
        double factor = Math.exp(step);
        return new BgNbd[] {
            new BgNbd(model.r() * factor, model.alpha(), model.a(), model.b()),
            new BgNbd(model.r(), model.alpha() * factor, model.a(), model.b()),
            new BgNbd(model.r(), model.alpha(), model.a() * factor, model.b()),
            new BgNbd(model.r(), model.alpha(), model.a(), model.b() * factor)
        };
    }

    /** Standard deviation of the logarithm of a customer's value. */
    double ofLogarithm(int repeats, int lastAfterDays, int observedDays, double meanRepeatValue, double alive) {
        double[] orders = ordersGradient(repeats, observedDays);
        double[] whole = orders;
        if (repeats > 0) {
            double gone = 1 - alive;
            double past = buying.alpha() + lastAfterDays;
            double now = buying.alpha() + observedDays;
            double exponent = buying.r() + repeats;
            whole = new double[] {
                orders[0] - gone * buying.r() * Math.log(now / past),
                orders[1] - gone * exponent * buying.alpha() * (1 / now - 1 / past),
                orders[2] - gone,
                orders[3] + gone * buying.b() / (buying.b() + repeats - 1)
            };
        }
        double[] orderValue = orderValueGradient(repeats, meanRepeatValue);
        return Math.sqrt(
                Covariance.variance(buyingCovariance, whole) + Covariance.variance(spendingCovariance, orderValue));
    }

    /** Of the logarithm of the discounted orders, but for the probability to be alive. */
    private double[] ordersGradient(int repeats, int observedDays) {
        long onGrid = observedDays <= FINE_DAYS
                ? observedDays
                : Math.round(Math.exp(GRID * Math.round(Math.log(observedDays) / GRID)));
        Long key = (long) repeats << 32 | onGrid;
        double[] known = gradients.get(key);
        if (known != null) {
            return known;
        }
        double[] gradient = new double[up.length];
        for (int i = 0; i < up.length; i++) {
            double more = values.orders(up[i], repeats, onGrid).discounted();
            double less = values.orders(down[i], repeats, onGrid).discounted();
            gradient[i] = Math.log(more / less) / (2 * STEP);
        }
        if (gradients.size() >= REMEMBERED) {
            gradients.clear();
        }
        gradients.put(key, gradient);
        return gradient;
    }

    private double[] orderValueGradient(int repeats, double meanRepeatValue) {
        double p = spending.p();
        double q = spending.q();
        double gamma = spending.gamma();
        if (!LifetimeValue.hasOwnMean(repeats, meanRepeatValue)) {
            return new double[] {1, -q / (q - 1), 1};
        }
        double whole = p * repeats + q - 1;
        return new double[] {1 - p * repeats / whole, -q / whole, gamma / (gamma + repeats * meanRepeatValue)};
    }
}
