package io.tillstream.streams.models;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The nodes of all trees in flat arrays, each tree as root, left subtree, right subtree.
 *
 * <p>In bytes the thresholds of a feature stand once in a table, and a node refers to one by its index: quantile-binned features have few.
 *
 * @param roots where each tree begins
 * @param feature feature asked for, {@link Forest#LEAF} in a leaf
 * @param threshold greatest value that goes left
 * @param value share of the outcome
 * @param right where the right subtree begins; the left one begins at the next node
 */
record Nodes(int[] roots, int[] feature, double[] threshold, float[] value, int[] right) {

    static final int MAX_DEPTH = 64;
    private static final int MAX_THRESHOLDS = 65_536;

    /** Adds trees one after another. */
    static final class Builder {

        private final int features;
        private int[] roots = new int[0];
        private int[] feature = new int[64];
        private double[] threshold = new double[64];
        private float[] value = new float[64];
        private int[] right = new int[64];
        private int size;

        Builder(int features) {
            this.features = features;
        }

        void addTree(Forest.Node root) {
            beginTree();
            add(root, 0);
        }

        private void beginTree() {
            roots = Arrays.copyOf(roots, roots.length + 1);
            roots[roots.length - 1] = size;
        }

        private void add(Forest.Node node, int depth) {
            switch (node) {
                case Forest.Leaf leaf -> addNode(Forest.LEAF, 0, (float) leaf.share(), depth);
                case Forest.Split split -> {
                    int at = addNode(split.feature(), split.threshold(), (float) split.share(), depth);
                    add(split.left(), depth + 1);
                    right[at] = size;
                    add(split.right(), depth + 1);
                }
            }
        }

        private int addNode(int asked, double bound, float share, int depth) {
            if (depth > MAX_DEPTH || size >= Forest.MAX_NODES) {
                throw new IllegalArgumentException("a tree is deeper than " + MAX_DEPTH
                        + " or the forest has more than " + Forest.MAX_NODES + " nodes");
            }
            if (asked < Forest.LEAF || asked >= features) {
                throw new IllegalArgumentException("a node asks for feature " + asked + " of " + features);
            }
            if (!(share >= 0 && share <= 1)) {
                throw new IllegalArgumentException("a node's share is " + share);
            }
            if (size == feature.length) {
                grow();
            }
            feature[size] = asked;
            threshold[size] = ModelBytes.finite(bound, "a threshold");
            value[size] = share;
            return size++;
        }

        private void grow() {
            int more = size * 2;
            feature = Arrays.copyOf(feature, more);
            threshold = Arrays.copyOf(threshold, more);
            value = Arrays.copyOf(value, more);
            right = Arrays.copyOf(right, more);
        }

        Nodes build() {
            if (roots.length == 0) {
                throw new IllegalArgumentException("a forest needs a tree");
            }
            return new Nodes(
                    roots,
                    Arrays.copyOf(feature, size),
                    Arrays.copyOf(threshold, size),
                    Arrays.copyOf(value, size),
                    Arrays.copyOf(right, size));
        }
    }

    void write(BinaryWriter out, int features) {
        double[][] tables = new double[features][];
        for (int f = 0; f < features; f++) {
            int asked = f;
            tables[f] = IntStream.range(0, feature.length)
                    .filter(node -> feature[node] == asked)
                    .mapToDouble(node -> threshold[node])
                    .sorted()
                    .distinct()
                    .toArray();
            out.writeUnsigned(tables[f].length);
            for (double bound : tables[f]) {
                ModelBytes.writeDouble(bound, out);
            }
        }
        out.writeUnsigned(roots.length);
        for (int node = 0; node < feature.length; node++) {
            out.writeUnsigned(feature[node] + 1L);
            writeFloat(value[node], out);
            if (feature[node] != Forest.LEAF) {
                out.writeUnsigned(Arrays.binarySearch(tables[feature[node]], threshold[node]));
            }
        }
    }

    static Nodes read(BinaryReader in, int features) {
        double[][] tables = new double[features][];
        for (int f = 0; f < features; f++) {
            long count = in.readUnsigned();
            if (count < 0 || count > MAX_THRESHOLDS) {
                throw new IllegalArgumentException(count + " thresholds of feature " + f);
            }
            tables[f] = new double[(int) count];
            for (int i = 0; i < count; i++) {
                tables[f][i] = ModelBytes.readDouble(in);
            }
        }
        int trees = ModelBytes.readCount(in, Forest.MAX_TREES, "trees");
        Builder nodes = new Builder(features);
        for (int tree = 0; tree < trees; tree++) {
            nodes.beginTree();
            readSubtree(in, nodes, tables, 0);
        }
        return nodes.build();
    }

    private static void readSubtree(BinaryReader in, Builder nodes, double[][] tables, int depth) {
        int asked = in.readCount() - 1;
        float share = readFloat(in);
        if (asked == Forest.LEAF) {
            nodes.addNode(Forest.LEAF, 0, share, depth);
            return;
        }
        int at = nodes.addNode(asked, tables[asked][in.readCount()], share, depth);
        readSubtree(in, nodes, tables, depth + 1);
        nodes.right[at] = nodes.size;
        readSubtree(in, nodes, tables, depth + 1);
    }

    private static void writeFloat(float value, BinaryWriter out) {
        int bits = Float.floatToIntBits(value);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.writeByte(bits >>> shift);
        }
    }

    private static float readFloat(BinaryReader in) {
        int bits = 0;
        for (int i = 0; i < 4; i++) {
            bits = bits << 8 | in.readByte();
        }
        return Float.intBitsToFloat(bits);
    }
}
