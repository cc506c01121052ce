package io.tillstream.streams.training;

import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Logistic regression on standardised features, to hold a forest against. */
final class LinearBaseline {

    private static final String YES = "yes";

    private final Model<Label> model;
    private final double[] means;
    private final double[] deviations;
    private final String[] names;

    private LinearBaseline(Model<Label> model, double[] means, double[] deviations, String[] names) {
        this.model = model;
        this.means = means;
        this.deviations = deviations;
        this.names = names;
    }

    /** Learns. */
    static LinearBaseline train(Rows rows) {
        int features = rows.x()[0].length;
        double[] means = new double[features];
        double[] deviations = new double[features];
        String[] names = new String[features];
        for (int f = 0; f < features; f++) {
            double[] moments = Moments.of(rows.column(f));
            means[f] = moments[0];
            deviations[f] = moments[1] > 0 ? moments[1] : 1;
            names[f] = String.format(java.util.Locale.ROOT, "f%03d", f);
        }
        MutableDataset<Label> data = new MutableDataset<>(
                new SimpleDataSourceProvenance("snapshots", new LabelFactory()), new LabelFactory());
        for (int i = 0; i < rows.size(); i++) {
            data.add(new ArrayExample<>(
                    new Label(rows.y()[i] ? YES : "no"), names, standardised(rows.x()[i], means, deviations)));
        }
        return new LinearBaseline(new LogisticRegressionTrainer().train(data), means, deviations, names);
    }

    /** The probability. */
    double score(double[] x) {
        Label yes = model.predict(new ArrayExample<>(new Label(YES), names, standardised(x, means, deviations)))
                .getOutputScores()
                .get(YES);
        return yes == null ? 0 : yes.getScore();
    }

    private static double[] standardised(double[] x, double[] means, double[] deviations) {
        double[] standardised = new double[x.length];
        for (int f = 0; f < x.length; f++) {
            // what lies far out would carry a linear model away
            standardised[f] = Math.clamp((x[f] - means[f]) / deviations[f], -5, 5);
        }
        return standardised;
    }
}
