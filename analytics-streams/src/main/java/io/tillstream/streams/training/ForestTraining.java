package io.tillstream.streams.training;

import io.tillstream.streams.models.Calibration;
import io.tillstream.streams.models.Forest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.FullyWeightedVotingCombiner;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Trains a random forest (Breiman 2001) with Tribuo on quantile-binned features, and turns it into the flat form that scores raw features.
 *
 * <p>A tree's cost grows with the distinct values of a feature, so each has at most {@value #BINS}. The share of the outcome in an inner node is the mean of
 * its leaves weighted by the learned rows that reach them.
 */
final class ForestTraining {

    static final int BINS = 32;

    private static final String YES = "yes";
    private static final String NO = "no";

    private final Settings settings;
    private final List<String> features;
    private final double[] gains;
    private @Nullable Model<Label> trained;
    private @Nullable Bins bins;

    /**
     * How to grow.
     *
     * @param trees number of trees
     * @param depth greatest depth of each
     * @param leastInLeaf fewest rows in a leaf
     * @param featureShare share of the features that each split chooses from
     * @param seed decides the draws
     */
    record Settings(int trees, int depth, int leastInLeaf, double featureShare, long seed) {

        static final Settings USUAL = new Settings(80, 8, 20, 0.3, 20_260_101L);
    }

    ForestTraining(List<String> features, Settings settings) {
        this.features = features;
        this.settings = settings;
        gains = new double[features.size()];
    }

    /** Learns; the forest's raw scores are its probabilities. */
    Forest train(Rows rows) {
        Logger.getLogger("org.tribuo").setLevel(Level.WARNING);
        Bins learned = Bins.of(rows, BINS);
        bins = learned;
        MutableDataset<Label> data = new MutableDataset<>(
                new SimpleDataSourceProvenance("snapshots", new LabelFactory()), new LabelFactory());
        String[] names = names(features.size());
        for (int i = 0; i < rows.size(); i++) {
            data.add(example(rows.y()[i], names, learned.binned(rows.x()[i])));
        }
        CARTClassificationTrainer trees = new CARTClassificationTrainer(
                settings.depth(),
                settings.leastInLeaf(),
                0,
                (float) settings.featureShare(),
                false,
                new GiniIndex(),
                settings.seed());
        WeightedEnsembleModel<Label> model = (WeightedEnsembleModel<Label>)
                new RandomForestTrainer<>(trees, new FullyWeightedVotingCombiner(), settings.trees(), settings.seed())
                        .train(data);
        trained = model;
        List<Forest.Node> converted = new ArrayList<>();
        for (Model<Label> tree : model.getModels()) {
            converted.add(convert((TreeModel<Label>) tree, rows, learned));
        }
        return Forest.of(features, converted, Calibration.none());
    }

    /** Share of the weighted fall of the Gini impurity that each feature's splits brought, over all trees; adds up to 1. */
    double[] importances() {
        double sum = 0;
        for (double gain : gains) {
            sum += gain;
        }
        double[] shares = new double[gains.length];
        for (int f = 0; f < gains.length; f++) {
            shares[f] = sum > 0 ? gains[f] / sum : 0;
        }
        return shares;
    }

    /** What the library's own model says, to hold the converted one against. */
    double libraryScore(double[] x) {
        if (trained == null || bins == null) {
            throw new IllegalStateException("nothing was trained");
        }
        Map<String, Label> scores = trained.predict(example(true, names(features.size()), bins.binned(x)))
                .getOutputScores();
        Label yes = scores.get(YES);
        double total = scores.values().stream().mapToDouble(Label::getScore).sum();
        return yes == null ? 0 : yes.getScore() / total;
    }

    private Forest.Node convert(TreeModel<Label> tree, Rows rows, Bins learned) {
        int[] featureOf = new int[features.size()];
        for (int id = 0; id < featureOf.length; id++) {
            featureOf[id] =
                    Integer.parseInt(tree.getFeatureIDMap().get(id).getName().substring(1));
        }
        int[] all = new int[rows.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        return convert(tree.getRoot(), featureOf, rows, all, learned);
    }

    private Forest.Node convert(Node<Label> node, int[] featureOf, Rows rows, int[] reached, Bins learned) {
        if (node instanceof LeafNode<Label> leaf) {
            return new Forest.Leaf(share(leaf));
        }
        SplitNode<Label> split = (SplitNode<Label>) node;
        int feature = featureOf[split.getFeatureID()];
        double threshold = learned.edges(feature)[(int) Math.floor(split.splitValue())];
        int[] left = reached(rows, reached, feature, threshold, false);
        int[] right = reached(rows, reached, feature, threshold, true);
        Forest.Node below = convert(split.getLessThanOrEqual(), featureOf, rows, left, learned);
        Forest.Node above = convert(split.getGreaterThan(), featureOf, rows, right, learned);
        double weight = reached.length == 0 ? 0.5 : (double) left.length / reached.length;
        double share = weight * below.share() + (1 - weight) * above.share();
        gains[feature] +=
                reached.length * (gini(share) - weight * gini(below.share()) - (1 - weight) * gini(above.share()));
        return new Forest.Split(share, feature, threshold, below, above);
    }

    private static double gini(double share) {
        return 2 * share * (1 - share);
    }

    private static int[] reached(Rows rows, int[] candidates, int feature, double threshold, boolean above) {
        int[] found = new int[candidates.length];
        int count = 0;
        for (int row : candidates) {
            if (rows.x()[row][feature] > threshold == above) {
                found[count++] = row;
            }
        }
        return java.util.Arrays.copyOf(found, count);
    }

    private static double share(LeafNode<Label> leaf) {
        Label yes = leaf.getDistribution().get(YES);
        return yes == null ? 0 : Math.clamp(yes.getScore(), 0, 1);
    }

    private static ArrayExample<Label> example(boolean outcome, String[] names, double[] binned) {
        return new ArrayExample<>(new Label(outcome ? YES : NO), names, binned);
    }

    private static String[] names(int count) {
        String[] names = new String[count];
        for (int f = 0; f < count; f++) {
            names[f] = String.format(java.util.Locale.ROOT, "f%03d", f);
        }
        return names;
    }
}
