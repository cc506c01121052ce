package io.tillstream.streams.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.hipparchus.analysis.MultivariateFunction;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * An additive exponential smoothing model, fitted to a series by maximum likelihood: Hyndman, Koehler, Ord, Snyder (2008), Forecasting with Exponential
 * Smoothing.
 *
 * <p>For given smoothing parameters the errors are linear in the initial states, so these are found by least squares; only the one to four smoothing
 * parameters are searched for.
 */
public final class ExponentialSmoothing {

    private static final int MAX_EVALUATIONS = 4_000;
    private static final double RELATIVE_TOLERANCE = 1e-10;

    /** Share of a series' squares below which errors are those of rounding. */
    private static final double NOISE = 1e-14;

    private static final double SINGULAR = 1e-10;

    /** Where the search for β, γ and φ begins, before the logistic function: little smoothing. */
    private static final double OTHERS_START = -2;

    private final SmoothingKind kind;
    private final double[] series;
    private final Smoothing smoothing;
    private final double[] initial;
    private final double squaredErrors;

    private ExponentialSmoothing(
            SmoothingKind kind, double[] series, Smoothing smoothing, double[] initial, double squaredErrors) {
        this.kind = kind;
        this.series = series;
        this.smoothing = smoothing;
        this.initial = initial;
        this.squaredErrors = squaredErrors;
    }

    /** The kind among those with and without trend, damping and season that explains the series best for its number of parameters. */
    public static ExponentialSmoothing select(double[] series, int season) {
        List<ExponentialSmoothing> fitted = new ArrayList<>();
        for (int length : season > 1 && series.length >= 2 * season + 4 ? new int[] {1, season} : new int[] {1}) {
            fitted.add(fit(new SmoothingKind(false, false, length), series));
            fitted.add(fit(new SmoothingKind(true, false, length), series));
            fitted.add(fit(new SmoothingKind(true, true, length), series));
        }
        return fitted.stream()
                .min(Comparator.comparingDouble(ExponentialSmoothing::aicCorrected))
                .orElseThrow();
    }

    /**
     * Fits one kind.
     *
     * @param series observations at equal distances, the oldest first
     * @throws IllegalArgumentException when the series is too short for the kind's parameters
     */
    public static ExponentialSmoothing fit(SmoothingKind kind, double[] series) {
        int needed = kind.parameters() + kind.initialStates() + 2;
        if (series.length < needed) {
            throw new IllegalArgumentException(kind + " needs " + needed + " observations, there are " + series.length);
        }
        MultivariateFunction error = free -> withInitialStates(kind, Smoothing.of(kind, free), series).squaredErrors;
        // the surface may have several hollows: little smoothing and much
        PointValuePair best = Stream.of(-3.0, 0.0, 2.0)
                .map(start -> search(error, kind, start, NOISE * squares(series)))
                .min(Comparator.comparingDouble(PointValuePair::getValue))
                .orElseThrow();
        return withInitialStates(kind, Smoothing.of(kind, best.getPoint()), series);
    }

    private static double squares(double[] values) {
        double sum = Double.MIN_NORMAL;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }

    private static PointValuePair search(
            MultivariateFunction error, SmoothingKind kind, double start, double negligible) {
        double[] guess = new double[kind.parameters()];
        Arrays.fill(guess, OTHERS_START);
        guess[0] = start;
        double[] steps = new double[guess.length];
        Arrays.fill(steps, 1);
        return new SimplexOptimizer(new SimpleValueChecker(RELATIVE_TOLERANCE, negligible))
                .optimize(
                        new MaxEval(MAX_EVALUATIONS),
                        new ObjectiveFunction(error),
                        GoalType.MINIMIZE,
                        new InitialGuess(guess),
                        new NelderMeadSimplex(steps));
    }

    private static ExponentialSmoothing withInitialStates(SmoothingKind kind, Smoothing smoothing, double[] series) {
        int states = kind.initialStates();
        double[] fromNothing = errors(kind, smoothing, new double[states], series);
        double[][] effects = new double[series.length][states];
        double[] silence = new double[series.length];
        for (int state = 0; state < states; state++) {
            double[] unit = new double[states];
            unit[state] = 1;
            double[] effect = errors(kind, smoothing, unit, silence);
            for (int t = 0; t < series.length; t++) {
                effects[t][state] = -effect[t];
            }
        }
        RealVector initial = new QRDecomposition(new Array2DRowRealMatrix(effects, false), SINGULAR)
                .getSolver()
                .solve(new ArrayRealVector(fromNothing, false));
        double[] errors = errors(kind, smoothing, initial.toArray(), series);
        return new ExponentialSmoothing(kind, series, smoothing, initial.toArray(), squares(errors));
    }

    private static double[] errors(SmoothingKind kind, Smoothing smoothing, double[] initial, double[] series) {
        SmoothingState state = new SmoothingState(kind, smoothing, initial);
        double[] errors = new double[series.length];
        for (int t = 0; t < series.length; t++) {
            errors[t] = state.observe(series[t]);
        }
        return errors;
    }

    /** Akaike's criterion, corrected for short series; less is better. */
    public double aicCorrected() {
        int n = series.length;
        int k = kind.parameters() + kind.initialStates() + 1;
        // a series met exactly has no error at all
        double logVariance = Math.log(Math.max(squaredErrors, NOISE * squares(series)) / n);
        return n * logVariance + 2.0 * k + 2.0 * k * (k + 1) / Math.max(1, n - k - 1);
    }

    /**
     * What comes next.
     *
     * @param horizon number of observations
     * @param coverage share of values the interval is to contain
     */
    public Forecast forecast(int horizon, double coverage) {
        SmoothingState state = new SmoothingState(kind, smoothing, initial);
        for (double value : series) {
            state.observe(value);
        }
        int freedom = Math.max(1, series.length - kind.parameters() - kind.initialStates());
        double variance = squaredErrors / freedom;
        double z = new NormalDistribution().inverseCumulativeProbability((1 + coverage) / 2);
        double[] expected = new double[horizon];
        double[] low = new double[horizon];
        double[] high = new double[horizon];
        double weights = 0;
        for (int h = 0; h < horizon; h++) {
            double weight = smoothing.weight(h, kind.season());
            weights += weight * weight;
            expected[h] = state.expected();
            double half = z * Math.sqrt(variance * weights);
            low[h] = expected[h] - half;
            high[h] = expected[h] + half;
            // with what was expected as the next value there is no error, and the state goes on
            state.observe(expected[h]);
        }
        return new Forecast(kind.toString(), expected, low, high, coverage);
    }

    /** Smoothing of the level. */
    public double alpha() {
        return smoothing.alpha();
    }

    /** The level before the first observation. */
    public double initialLevel() {
        return initial[0];
    }

    /** Which parts it has. */
    public SmoothingKind kind() {
        return kind;
    }
}
