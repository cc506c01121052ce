package io.tillstream.streams.clv;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.models.UnusableModelException;
import org.jspecify.annotations.Nullable;

/**
 * A trained model of lifetime value: 12 months, discounted by 10 % a year, times in days and money in the currency's unit. Thread-safe.
 */
public final class ValueModel {

    /** How {@link #toBytes} writes it. */
    public static final String KIND = "bg-nbd/1";

    /** Share of cases in which {@link Prediction#low} to {@link Prediction#high} holds the expectation by the true parameters. */
    public static final double COVERAGE = 0.8;

    private static final int MONTHS = 12;
    private static final double YEARLY_DISCOUNT = 0.1;
    private static final double HORIZON_DAYS = 365.25;

    /** Standard normal quantile of 90 %. */
    private static final double Z = 1.2815515655446004;

    private static final int FORMAT = 1;
    private static final int BUYING = 4;
    private static final int SPENDING = 3;
    private static final int NUMBERS = BUYING + BUYING * BUYING + SPENDING + SPENDING * SPENDING;
    private static final double EPSILON = 1e-9;

    private final BgNbd buying;
    private final double[][] buyingCovariance;
    private final GammaGamma spending;
    private final double[][] spendingCovariance;
    private final LifetimeValue values;
    private final ValueUncertainty uncertainty;

    /**
     * What to expect of a customer.
     *
     * @param expected spend of the horizon, discounted, in the currency's unit
     * @param low lower end of the 80 % interval of {@code expected}: how exactly the model's parameters are known, not how much one customer may differ
     * @param high upper end
     * @param aliveProbability that the customer still buys
     * @param expectedOrders days with a purchase within the horizon, not discounted
     * @param nextPurchaseAfterDays days from the end of observation by which the next purchase is as likely as not, if the customer still buys; null when
     *     beyond the horizon
     */
    public record Prediction(
            double expected,
            double low,
            double high,
            double aliveProbability,
            double expectedOrders,
            @Nullable Double nextPurchaseAfterDays) {}

    /**
     * Takes fitted models.
     *
     * @param buying fitted with times in days
     * @param buyingCovariance of the logarithms of r, α, a and b
     * @param spending fitted with the currency's unit
     * @param spendingCovariance of the logarithms of p, q and γ
     * @throws IllegalArgumentException when no expectation follows from them
     */
    public ValueModel(BgNbd buying, double[][] buyingCovariance, GammaGamma spending, double[][] spendingCovariance) {
        if (!(spending.q() > 1)) {
            throw new IllegalArgumentException(
                    "spend per order varies so much that it has no mean (q " + spending.q() + ")");
        }
        this.buying = buying;
        this.buyingCovariance = buyingCovariance;
        this.spending = spending;
        this.spendingCovariance = spendingCovariance;
        values = new LifetimeValue(buying, spending, MONTHS, YEARLY_DISCOUNT);
        uncertainty = new ValueUncertainty(buying, buyingCovariance, spending, spendingCovariance, values);
        probe();
    }

    /** Whoever has a model can score with it: the hardest cases are tried at once. */
    private void probe() {
        double mean = spending.expectedValue();
        int[][] cases = {{0, 0, 0}, {1, 1, 1}, {1, 1, 4_000}, {30, 30, 30}, {1_000, 3_900, 4_000}, {1_000, 1_000, 4_000}
        };
        for (int[] each : cases) {
            try {
                Prediction some = predict(each[0], each[1], each[2], mean);
                if (!(some.low >= 0 && some.expected >= some.low && some.high >= some.expected)
                        || Double.isInfinite(some.high)) {
                    throw new IllegalArgumentException("no value follows from the parameters: " + some);
                }
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("no value follows from the parameters", e);
            }
        }
    }

    /** The model of buying. */
    public BgNbd buying() {
        return buying;
    }

    /** The model of spend per order. */
    public GammaGamma spending() {
        return spending;
    }

    /**
     * What to expect of a customer. Days are whole, from the day of the first purchase on.
     *
     * @param repeats x: days with a purchase after the first such day
     * @param lastAfterDays t_x: the last such day; 0 without repeats
     * @param observedDays T: the day of observation, at or after {@code lastAfterDays}
     * @param meanRepeatValue mean value of the repeats' days; not used without any
     * @throws IllegalArgumentException when this is no history
     */
    public Prediction predict(int repeats, int lastAfterDays, int observedDays, double meanRepeatValue) {
        LifetimeValue.Value value = values.of(repeats, lastAfterDays, observedDays, meanRepeatValue);
        double deviation = uncertainty.ofLogarithm(
                repeats, lastAfterDays, observedDays, meanRepeatValue, value.aliveProbability());
        double factor = Math.exp(Z * deviation);
        double next = buying.medianNext(repeats, observedDays);
        return new Prediction(
                value.value(),
                value.value() / factor,
                value.value() * factor,
                value.aliveProbability(),
                value.expectedOrders(),
                next <= HORIZON_DAYS ? Double.valueOf(next) : null);
    }

    /** Binary form, see {@link #KIND}. */
    public byte[] toBytes() {
        BinaryWriter out = new BinaryWriter().writeByte(FORMAT);
        write(out, buying.r(), buying.alpha(), buying.a(), buying.b());
        for (double[] row : buyingCovariance) {
            write(out, row);
        }
        write(out, spending.p(), spending.q(), spending.gamma());
        for (double[] row : spendingCovariance) {
            write(out, row);
        }
        return out.toByteArray();
    }

    private static void write(BinaryWriter out, double... numbers) {
        for (double number : numbers) {
            out.writeFixed(Double.doubleToLongBits(number));
        }
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws UnusableModelException when it is no such model, or nothing follows from its parameters
     */
    public static ValueModel of(byte[] body) throws UnusableModelException {
        if (body.length != 1 + NUMBERS * Double.BYTES || body[0] != FORMAT) {
            throw new UnusableModelException("not a model of kind " + KIND + ": " + body.length + " bytes");
        }
        try {
            BinaryReader in = new BinaryReader(body);
            in.skip(1);
            BgNbd buying = new BgNbd(finite(in), finite(in), finite(in), finite(in));
            double[][] buyingCovariance = covariance(in, BUYING);
            GammaGamma spending = new GammaGamma(finite(in), finite(in), finite(in));
            return new ValueModel(buying, buyingCovariance, spending, covariance(in, SPENDING));
        } catch (IllegalArgumentException e) {
            throw new UnusableModelException("not a model of kind " + KIND + ": " + e.getMessage(), e);
        }
    }

    private static double[][] covariance(BinaryReader in, int size) {
        double[][] rows = new double[size][size];
        for (double[] row : rows) {
            for (int i = 0; i < size; i++) {
                row[i] = finite(in);
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double bound = Math.sqrt(rows[i][i] * rows[j][j]) * (1 + EPSILON);
                if (!(rows[i][i] >= 0 && Math.abs(rows[i][j]) <= bound) || rows[i][j] != rows[j][i]) {
                    throw new IllegalArgumentException("no covariance of its parameters");
                }
            }
        }
        return rows;
    }

    private static double finite(BinaryReader in) {
        double number = Double.longBitsToDouble(in.readFixed());
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("a number is " + number);
        }
        return number;
    }
}
