package io.tillstream.streams.models;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Groups of like customers, best first. A customer is in the group whose centre is nearest after each feature is carried to log(1 + value), values below 0
 * taken as 0, and standardised.
 *
 * <p>Immutable and thread-safe.
 */
public final class Clusters {

    /** Value of {@code ModelRecord.kind} of such a model. */
    public static final String KIND = "k-means/1";

    private static final int MAX_CLUSTERS = 64;
    private static final List<String> TIERS = List.of("Platinum", "Gold", "Silver", "Bronze");

    private final List<String> features;
    private final int[] columns;
    private final double[] means;
    private final double[] deviations;
    private final double[][] centres;

    private Clusters(List<String> features, int[] columns, double[] means, double[] deviations, double[][] centres) {
        this.features = List.copyOf(features);
        this.columns = columns;
        this.means = means;
        this.deviations = deviations;
        this.centres = centres;
    }

    /**
     * Clusters with given centres.
     *
     * @param features names of the features that count
     * @param means mean of each feature's log(1 + value)
     * @param deviations its standard deviation, above 0
     * @param centres centre of each cluster in standardised features, best cluster first
     * @param vector names of all features of the vectors that will be asked for, the ones that count among them
     * @throws IllegalArgumentException when a feature is missing in the vector or the sizes differ
     */
    public static Clusters of(
            List<String> features, double[] means, double[] deviations, double[][] centres, List<String> vector) {
        int[] columns = features.stream().mapToInt(vector::indexOf).toArray();
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] < 0) {
                throw new IllegalArgumentException(
                        "the clusters need the feature " + features.get(i) + ", there are " + vector);
            }
        }
        if (means.length != columns.length || deviations.length != columns.length || centres.length == 0) {
            throw new IllegalArgumentException("clusters of " + columns.length + " features have other sizes");
        }
        for (int i = 0; i < columns.length; i++) {
            ModelBytes.finite(means[i], "a mean");
            if (!(deviations[i] > 0) || Double.isInfinite(deviations[i])) {
                throw new IllegalArgumentException("a deviation is " + deviations[i]);
            }
        }
        for (double[] centre : centres) {
            if (centre.length != columns.length) {
                throw new IllegalArgumentException("a centre has " + centre.length + " features");
            }
            for (double part : centre) {
                ModelBytes.finite(part, "a centre");
            }
        }
        return new Clusters(features, columns, means, deviations, centres);
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @param expectedFeatures the features of the vectors that will be asked for, in their order
     * @throws UnusableModelException when the bytes are malformed or a feature that counts is missing
     */
    public static Clusters of(byte[] body, List<String> expectedFeatures) throws UnusableModelException {
        try {
            BinaryReader in = new BinaryReader(body);
            List<String> features = ModelBytes.readNames(in);
            double[] means = readDoubles(in, features.size());
            double[] deviations = readDoubles(in, features.size());
            int count = ModelBytes.readCount(in, MAX_CLUSTERS, "clusters");
            double[][] centres = new double[count][];
            for (int i = 0; i < count; i++) {
                centres[i] = readDoubles(in, features.size());
            }
            if (in.hasRemaining()) {
                throw new UnusableModelException("the clusters go on after their end");
            }
            return of(features, means, deviations, centres, expectedFeatures);
        } catch (RuntimeException e) {
            throw new UnusableModelException("the clusters' bytes are unusable: " + e.getMessage(), e);
        }
    }

    /** The compact form. */
    public byte[] toBytes() {
        BinaryWriter out = new BinaryWriter();
        ModelBytes.writeNames(features, out);
        writeDoubles(means, out);
        writeDoubles(deviations, out);
        out.writeUnsigned(centres.length);
        for (double[] centre : centres) {
            writeDoubles(centre, out);
        }
        return out.toByteArray();
    }

    /** Number of clusters. */
    public int count() {
        return centres.length;
    }

    /** Names of the features that count. */
    public List<String> features() {
        return features;
    }

    /** Rank of the cluster that a customer belongs to, 1 for the best. Of equally near ones the better. */
    public int rank(double[] x) {
        double[] own = standardised(x);
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < centres.length; i++) {
            double distance = squaredDistance(own, centres[i]);
            if (distance < least) {
                least = distance;
                nearest = i;
            }
        }
        return nearest + 1;
    }

    /** Platinum, Gold, Silver or Bronze; with more or fewer than four clusters the ranks are spread over these. */
    public String tier(int rank) {
        return tier(rank, centres.length);
    }

    /** The tier of a rank among so many clusters. */
    public static String tier(int rank, int count) {
        int last = TIERS.size() - 1;
        long place = count == 1 ? 0 : Math.round((rank - 1.0) * last / (count - 1));
        return TIERS.get(Math.clamp(place, 0, last));
    }

    /** The features that count, carried over as distances are measured in. */
    public double[] standardised(double[] x) {
        double[] own = new double[columns.length];
        for (int i = 0; i < columns.length; i++) {
            own[i] = (Math.log1p(Math.max(0, x[columns[i]])) - means[i]) / deviations[i];
        }
        return own;
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    private static void writeDoubles(double[] values, BinaryWriter out) {
        Arrays.stream(values).forEach(value -> ModelBytes.writeDouble(value, out));
    }

    private static double[] readDoubles(BinaryReader in, int count) {
        List<Double> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(ModelBytes.readDouble(in));
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
