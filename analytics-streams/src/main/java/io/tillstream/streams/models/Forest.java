package io.tillstream.streams.models;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A calibrated forest of decision trees. Its raw score is the mean over the trees of the share of the outcome in the leaf that a customer falls into.
 *
 * <p>Explanations are path contributions (Saabas 2014, "Interpreting random forests"): each split on a customer's way moves the expected share from that of
 * the node to that of its child, and the split's feature is credited with the difference. They are carried through the calibration g one feature after
 * another, the greatest first: g(r₁) − g(r₀), g(r₂) − g(r₁), …, so that they add up to the probability exactly.
 *
 * <p>Nodes lie in flat arrays in the order root, left subtree, right subtree. Immutable and thread-safe.
 */
public final class Forest {

    /** Value of {@code ModelRecord.kind} of such a model. */
    public static final String KIND = "forest/1";

    static final int LEAF = -1;
    static final int MAX_TREES = 1_000;
    static final int MAX_NODES = 2_000_000;

    private final List<String> features;
    private final Calibration calibration;
    private final int[] roots;
    private final int[] feature;
    private final float[] value;
    private final double[] threshold;
    private final int[] right;
    private final double baseRaw;

    private Forest(List<String> features, Calibration calibration, Nodes nodes) {
        this.features = List.copyOf(features);
        this.calibration = calibration;
        roots = nodes.roots();
        feature = nodes.feature();
        threshold = nodes.threshold();
        value = nodes.value();
        right = nodes.right();
        double sum = 0;
        for (int root : roots) {
            sum += value[root];
        }
        baseRaw = sum / roots.length;
    }

    /** A node of a tree in the making. */
    public sealed interface Node {

        /** Share of the outcome among the learned rows that came to this node, 0 to 1. */
        double share();
    }

    /** Nothing is asked any more. */
    public record Leaf(double share) implements Node {}

    /**
     * A question: up to the threshold to the left, above it to the right.
     *
     * @param share of the outcome
     * @param feature index of the feature asked for
     * @param threshold in the feature's unit
     * @param left values up to the threshold
     * @param right values above it
     */
    public record Split(double share, int feature, double threshold, Node left, Node right) implements Node {}

    /** A forest of these trees over these features. Shares are rounded to single precision. */
    public static Forest of(List<String> features, List<Node> trees, Calibration calibration) {
        Nodes.Builder nodes = new Nodes.Builder(features.size());
        trees.forEach(nodes::addTree);
        return new Forest(features, calibration, nodes.build());
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @param expectedFeatures the features that scores will be asked with, in their order
     * @throws UnusableModelException when the bytes are malformed or the model was made for other features
     */
    public static Forest of(byte[] body, List<String> expectedFeatures) throws UnusableModelException {
        try {
            BinaryReader in = new BinaryReader(body);
            List<String> features = ModelBytes.readNames(in);
            if (!features.equals(expectedFeatures)) {
                throw new UnusableModelException(
                        "the forest was made for the features " + features + ", there are " + expectedFeatures);
            }
            Calibration calibration = Calibration.read(in);
            Forest forest = new Forest(features, calibration, Nodes.read(in, features.size()));
            if (in.hasRemaining()) {
                throw new UnusableModelException("the forest goes on after its end");
            }
            return forest;
        } catch (RuntimeException e) {
            throw new UnusableModelException("the forest's bytes are malformed: " + e.getMessage(), e);
        }
    }

    /** The compact form. */
    public byte[] toBytes() {
        BinaryWriter out = new BinaryWriter();
        ModelBytes.writeNames(features, out);
        Calibration.write(calibration, out);
        new Nodes(roots, feature, threshold, value, right).write(out, features.size());
        return out.toByteArray();
    }

    /** The same trees with another calibration. */
    public Forest calibrated(Calibration other) {
        return new Forest(features, other, new Nodes(roots, feature, threshold, value, right));
    }

    /** Names of the features, in the order of the vectors that are scored. */
    public List<String> features() {
        return features;
    }

    /** Number of trees. */
    public int trees() {
        return roots.length;
    }

    /** Number of nodes of all trees. */
    public int nodes() {
        return feature.length;
    }

    /** The calibrated probability. */
    public double score(double[] x) {
        return calibration.apply(raw(x));
    }

    /** The score before calibration. */
    public double raw(double[] x) {
        double sum = 0;
        for (int root : roots) {
            int node = root;
            while (feature[node] != LEAF) {
                node = x[feature[node]] > threshold[node] ? right[node] : node + 1;
            }
            sum += value[node];
        }
        return sum / roots.length;
    }

    /** The calibrated probability and how it came about. */
    public Explanation explain(double[] x) {
        double[] moves = new double[features.size()];
        double sum = 0;
        for (int root : roots) {
            int node = root;
            while (feature[node] != LEAF) {
                int child = x[feature[node]] > threshold[node] ? right[node] : node + 1;
                moves[feature[node]] += (double) value[child] - value[node];
                node = child;
            }
            sum += value[node];
        }
        return carry(moves, sum / roots.length);
    }

    private Explanation carry(double[] moves, double raw) {
        double baseRate = calibration.apply(baseRaw);
        double probability = calibration.apply(raw);
        int[] order = byMagnitude(moves);
        double[] contributions = new double[moves.length];
        double at = baseRaw;
        double before = baseRate;
        for (int i = 0; i < order.length && moves[order[i]] != 0; i++) {
            at += moves[order[i]] / roots.length;
            // the last one that moved anything ends at the probability, whatever the additions rounded off
            boolean last = i == order.length - 1 || moves[order[i + 1]] == 0;
            double after = last ? probability : calibration.apply(at);
            contributions[order[i]] = after - before;
            before = after;
        }
        return new Explanation(probability, baseRate, contributions);
    }

    /** Indices, that of the greatest magnitude first. */
    private static int[] byMagnitude(double[] moves) {
        List<Integer> order = new ArrayList<>(moves.length);
        for (int i = 0; i < moves.length; i++) {
            order.add(i);
        }
        order.sort((a, b) -> Double.compare(Math.abs(moves[b]), Math.abs(moves[a])));
        return order.stream().mapToInt(Integer::intValue).toArray();
    }
}
