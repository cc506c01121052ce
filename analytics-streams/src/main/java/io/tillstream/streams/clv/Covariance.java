package io.tillstream.streams.clv;

import java.util.function.ToDoubleFunction;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/** How exactly a likelihood determines its parameters: the inverse of the observed information, which is the curvature at its top. */
final class Covariance {

    /** On logarithms: wide enough that rounding of the likelihood does not count, narrow enough for a parabola. */
    private static final double STEP = 0.01;

    /** Along a ridge a likelihood says nothing; the logarithm's standard deviation is then taken as 3, a factor of 20 either way. */
    private static final double GREATEST_VARIANCE = 9;

    private Covariance() {}

    /**
     * Covariance of the logarithms of fitted parameters.
     *
     * @param parameters at which the likelihood is greatest, all positive
     * @param logLikelihood of parameters
     */
    static double[][] ofLogarithms(double[] parameters, ToDoubleFunction<double[]> logLikelihood) {
        int n = parameters.length;
        double[][] information = new double[n][n];
        double top = logLikelihood.applyAsDouble(parameters);
        for (int i = 0; i < n; i++) {
            double both = at(parameters, logLikelihood, i, 1, i, 0) + at(parameters, logLikelihood, i, -1, i, 0);
            information[i][i] = -(both - 2 * top) / (STEP * STEP);
            for (int j = 0; j < i; j++) {
                double same = at(parameters, logLikelihood, i, 1, j, 1) + at(parameters, logLikelihood, i, -1, j, -1);
                double opposite =
                        at(parameters, logLikelihood, i, 1, j, -1) + at(parameters, logLikelihood, i, -1, j, 1);
                information[i][j] = -(same - opposite) / (4 * STEP * STEP);
                information[j][i] = information[i][j];
            }
        }
        return inverse(information);
    }

    private static double at(
            double[] parameters, ToDoubleFunction<double[]> logLikelihood, int i, int up, int j, int right) {
        double[] moved = parameters.clone();
        moved[i] *= Math.exp(up * STEP);
        moved[j] *= Math.exp(right * STEP);
        return logLikelihood.applyAsDouble(moved);
    }

    private static double[][] inverse(double[][] information) {
        int n = information.length;
        EigenDecompositionSymmetric axes =
                new EigenDecompositionSymmetric(new Array2DRowRealMatrix(information, false), 1e-14, true);
        double[][] inverse = new double[n][n];
        for (int axis = 0; axis < n; axis++) {
            double curvature = axes.getEigenvalue(axis);
            double variance = curvature > 1 / GREATEST_VARIANCE ? 1 / curvature : GREATEST_VARIANCE;
            double[] along = axes.getEigenvector(axis).toArray();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j <= i; j++) {
                    inverse[i][j] += variance * along[i] * along[j];
                    inverse[j][i] = inverse[i][j];
                }
            }
        }
        return inverse;
    }

    /** Variance of a function of the parameters whose gradient, by their logarithms, is given: the delta method. */
    static double variance(double[][] covariance, double[] gradient) {
        double sum = 0;
        for (int i = 0; i < gradient.length; i++) {
            double[] row = covariance[i];
            for (int j = 0; j < gradient.length; j++) {
                sum += gradient[i] * row[j] * gradient[j];
            }
        }
        return Math.max(0, sum);
    }
}
