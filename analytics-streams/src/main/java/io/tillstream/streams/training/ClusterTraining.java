package io.tillstream.streams.training;

import io.tillstream.contracts.output.ModelCard;
import io.tillstream.contracts.output.ModelCard.ClusterCard;
import io.tillstream.contracts.output.ModelCard.FeatureCard;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.streams.features.Features;
import io.tillstream.streams.models.Clusters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.clustering.kmeans.KMeansTrainer.Initialisation;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.math.la.DenseVector;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Groups buyers by k-means with k-means++ start on standardised log(1 + feature), and describes the groups. */
public final class ClusterTraining {

    /** Frequency, monetary, average order value, recency, lifetime. */
    public static final List<String> FEATURES =
            List.of("orders", "net", "average_order_value", "recency_days", "lifetime_days");

    static final int LEAST_BUYERS = 50;
    private static final int SPEND = 1;
    private static final int ITERATIONS = 100;
    private static final int STARTS = 5;
    private static final int MOST_CHOSEN = 8;
    private static final int SILHOUETTE_SAMPLE = 1_500;
    private static final long SEED = 20_260_101L;
    private static final int DRIFT_BINS = 10;
    private static final Map<String, String> REWARDS = Map.of(
            "Platinum", "25 % + VIP concierge",
            "Gold", "20 % + free shipping",
            "Silver", "15 % or birthday bonus",
            "Bronze", "points or 10 %");

    private final double[][] buyers;
    private final double[][] points;
    private final double[] means;
    private final double[] deviations;

    /** One start's result. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Run(double[][] centres, int[] of, double inertia) {}

    /** @param buyers vectors of {@link Features}, of customers with an order */
    public ClusterTraining(double[][] buyers) {
        this.buyers = buyers;
        int[] columns = FEATURES.stream().mapToInt(Features.names()::indexOf).toArray();
        points = new double[buyers.length][columns.length];
        means = new double[columns.length];
        deviations = new double[columns.length];
        for (int f = 0; f < columns.length; f++) {
            int column = columns[f];
            double[] values = Arrays.stream(buyers)
                    .mapToDouble(x -> Math.log1p(Math.max(0, x[column])))
                    .toArray();
            double[] moments = Moments.of(values);
            means[f] = moments[0];
            deviations[f] = moments[1] > 1e-9 ? moments[1] : 1;
            for (int i = 0; i < values.length; i++) {
                points[i][f] = (values[i] - means[f]) / deviations[f];
            }
        }
    }

    /**
     * Trains.
     *
     * @param asked number of clusters; 0 takes that of 2 to 8 with the greatest silhouette
     * @throws TooLittleDataException with fewer than {@value #LEAST_BUYERS} buyers
     */
    public Trained train(int asked, Instant from, Instant to) throws TooLittleDataException {
        if (buyers.length < LEAST_BUYERS) {
            throw new TooLittleDataException("Clusters need %d customers who bought within a year; there are %d."
                    .formatted(LEAST_BUYERS, buyers.length));
        }
        Logger.getLogger("org.tribuo").setLevel(Level.WARNING);
        Map<String, Double> parameters = new LinkedHashMap<>();
        int k = asked > 0 ? asked : chosen(parameters);
        List<Run> runs = runs(k);
        Run best = runs.stream().min(Comparator.comparingDouble(Run::inertia)).orElseThrow();
        Clusters clusters = Clusters.of(FEATURES, means, deviations, ranked(best, k), Features.names());
        int[] ranks = Arrays.stream(buyers).mapToInt(clusters::rank).toArray();
        parameters.put("k", (double) k);
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("silhouette", silhouette(best, k));
        metrics.put("stability", stability(runs, best));
        List<ClusterCard> cards = new ArrayList<>();
        for (int rank = 1; rank <= k; rank++) {
            cards.add(describe(rank, k, ranks));
        }
        ModelCard card = new ModelCard(
                String.format(
                        Locale.ROOT,
                        "%d groups of %,d buyers; silhouette %.2f, agreement between starts %.2f.",
                        k,
                        buyers.length,
                        metrics.get("silhouette"),
                        metrics.get("stability")),
                from,
                to,
                buyers.length,
                0,
                0,
                null,
                featureCards(),
                metrics,
                Map.of(),
                List.of(),
                cards,
                parameters,
                Map.of());
        return new Trained(ModelRecord.CLUSTERS, Clusters.KIND, clusters.toBytes(), card);
    }

    private int chosen(Map<String, Double> parameters) {
        int chosen = 2;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int k = 2; k <= MOST_CHOSEN; k++) {
            double silhouette = silhouette(run(k, SEED), k);
            parameters.put("silhouette_" + k, silhouette);
            if (silhouette > greatest) {
                greatest = silhouette;
                chosen = k;
            }
        }
        return chosen;
    }

    private List<Run> runs(int k) {
        return IntStream.range(0, STARTS)
                .mapToObj(start -> run(k, SEED + start))
                .toList();
    }

    private Run run(int k, long seed) {
        String[] names =
                IntStream.range(0, FEATURES.size()).mapToObj(f -> "f" + f).toArray(String[]::new);
        MutableDataset<ClusterID> data = new MutableDataset<>(
                new SimpleDataSourceProvenance("buyers", new ClusteringFactory()), new ClusteringFactory());
        for (double[] point : points) {
            data.add(new ArrayExample<>(new ClusterID(ClusterID.UNASSIGNED), names, point));
        }
        DenseVector[] found = new KMeansTrainer(k, ITERATIONS, new L2Distance(), Initialisation.PLUSPLUS, 1, seed)
                .train(data)
                .getCentroidVectors();
        double[][] centres = Arrays.stream(found).map(DenseVector::toArray).toArray(double[][]::new);
        int[] of = new int[points.length];
        double inertia = 0;
        for (int i = 0; i < points.length; i++) {
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < k; c++) {
                double distance = squared(points[i], centres[c]);
                if (distance < least) {
                    least = distance;
                    of[i] = c;
                }
            }
            inertia += least;
        }
        return new Run(centres, of, inertia);
    }

    private double[][] ranked(Run run, int k) {
        double[] spend = new double[k];
        int[] sizes = new int[k];
        int net = Features.names().indexOf(FEATURES.get(SPEND));
        for (int i = 0; i < buyers.length; i++) {
            spend[run.of()[i]] += buyers[i][net];
            sizes[run.of()[i]]++;
        }
        return IntStream.range(0, k)
                .boxed()
                .sorted(Comparator.comparingDouble(c -> -spend[c] / Math.max(1, sizes[c])))
                .map(c -> run.centres()[c])
                .toArray(double[][]::new);
    }

    private double silhouette(Run run, int k) {
        int size = Math.min(points.length, SILHOUETTE_SAMPLE);
        double[][] sample = new double[size][];
        int[] clusters = new int[size];
        for (int i = 0; i < size; i++) {
            int at = (int) ((long) i * points.length / size);
            sample[i] = points[at];
            clusters[i] = run.of()[at];
        }
        return ClusterQuality.silhouette(sample, clusters, k);
    }

    private static double stability(List<Run> runs, Run best) {
        return runs.stream()
                .filter(run -> run != best)
                .mapToDouble(run -> ClusterQuality.adjustedRand(best.of(), run.of()))
                .average()
                .orElse(1);
    }

    private ClusterCard describe(int rank, int k, int[] ranks) {
        double[][] members = IntStream.range(0, buyers.length)
                .filter(i -> ranks[i] == rank)
                .mapToObj(i -> buyers[i])
                .toArray(double[][]::new);
        Map<String, Double> average = new LinkedHashMap<>();
        for (String feature : FEATURES) {
            int column = Features.names().indexOf(feature);
            average.put(
                    feature,
                    Arrays.stream(members).mapToDouble(x -> x[column]).average().orElse(0));
        }
        String tier = Clusters.tier(rank, k);
        String words = String.format(
                Locale.ROOT,
                "%.1f orders each, %,.0f spent, last %.0f days ago",
                average.get("orders"),
                average.get("net"),
                average.get("recency_days"));
        return new ClusterCard(rank, tier, REWARDS.getOrDefault(tier, ""), words, members.length, average);
    }

    private List<FeatureCard> featureCards() {
        return FEATURES.stream()
                .map(feature -> {
                    int column = Features.names().indexOf(feature);
                    double[] values =
                            Arrays.stream(buyers).mapToDouble(x -> x[column]).toArray();
                    double[] edges = Bins.edges(values, DRIFT_BINS);
                    return new FeatureCard(
                            feature,
                            Features.description(column),
                            0,
                            Arrays.stream(edges).boxed().toList(),
                            Arrays.stream(Bins.shares(edges, values)).boxed().toList());
                })
                .toList();
    }

    private static double squared(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }
}
