package io.tillstream.streams.clv;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.hipparchus.analysis.MultivariateFunction;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/** Maximises a likelihood over positive parameters, on their logarithms, by the method of Nelder and Mead. */
final class MaximumLikelihood {

    private static final int MAX_EVALUATIONS = 20_000;
    private static final int RESTARTS = 8;
    private static final double FIRST_STEP = 0.5;

    /** Beyond e^±20 a parameter is at no finite optimum. */
    private static final double LARGEST_LOG = 20;

    private MaximumLikelihood() {}

    /**
     * Parameters of greatest likelihood.
     *
     * @param parameters the parameters themselves
     * @param logLikelihood at them
     */
    record Optimum(double[] parameters, double logLikelihood) {}

    /**
     * Finds the optimum.
     *
     * @param start positive parameters to begin at
     * @param logLikelihood of parameters
     * @param tolerance change of the log-likelihood that counts as none
     */
    static Optimum find(double[] start, ToDoubleFunction<double[]> logLikelihood, double tolerance) {
        MultivariateFunction onLogs = logs -> {
            for (double log : logs) {
                if (!(Math.abs(log) < LARGEST_LOG)) {
                    return Double.NEGATIVE_INFINITY;
                }
            }
            double value = logLikelihood.applyAsDouble(exp(logs));
            return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
        };
        PointValuePair best =
                new PointValuePair(Arrays.stream(start).map(Math::log).toArray(), Double.NEGATIVE_INFINITY);
        // a simplex may shrink on a ridge before the top; from a fresh one it climbs on
        for (int restart = 0; restart < RESTARTS; restart++) {
            double[] steps = new double[start.length];
            Arrays.fill(steps, restart % 2 == 0 ? FIRST_STEP : -FIRST_STEP / 4);
            PointValuePair found = new SimplexOptimizer(new SimpleValueChecker(-1, tolerance / 10))
                    .optimize(
                            new MaxEval(MAX_EVALUATIONS),
                            new ObjectiveFunction(onLogs),
                            GoalType.MAXIMIZE,
                            new InitialGuess(best.getPoint()),
                            new NelderMeadSimplex(steps));
            boolean settled = found.getValue() - best.getValue() < tolerance;
            if (found.getValue() > best.getValue()) {
                best = found;
            }
            if (settled) {
                break;
            }
        }
        return new Optimum(exp(best.getPoint()), best.getValue());
    }

    private static double[] exp(double[] logs) {
        return Arrays.stream(logs).map(Math::exp).toArray();
    }
}
