package io.tillstream.benchmarks.engine;

import io.tillstream.contracts.output.ModelCard;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.streams.clv.BgNbd;
import io.tillstream.streams.clv.GammaGamma;
import io.tillstream.streams.clv.ValueModel;
import io.tillstream.streams.features.Features;
import io.tillstream.streams.models.Calibration;
import io.tillstream.streams.models.Clusters;
import io.tillstream.streams.models.Forest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Models of the size of trained ones, that ask and say anything: scoring by them costs what scoring costs. */
final class TrainedSize {

    private static final int TREES = 60;
    private static final int DEPTH = 8;
    private static final int CLUSTERS = 4;
    private static final int MEBIBYTES = 1 << 20;

    private TrainedSize() {}

    /** Puts one model of each kind on the topic of models. */
    static void publish(String address) throws ExecutionException, InterruptedException {
        Random random = new Random(1);
        Map<String, Object> settings = Map.of("bootstrap.servers", address, "max.request.size", 16 * MEBIBYTES);
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            send(producer, ModelRecord.CHURN, Forest.KIND, forest(random).toBytes());
            send(producer, ModelRecord.PURCHASE, Forest.KIND, forest(random).toBytes());
            send(producer, ModelRecord.VALUE, ValueModel.KIND, value().toBytes());
            send(producer, ModelRecord.CLUSTERS, Clusters.KIND, clusters(random).toBytes());
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String name, String kind, byte[] body)
            throws ExecutionException, InterruptedException {
        ModelCard card = new ModelCard(
                "Made up.",
                Instant.EPOCH,
                Instant.EPOCH,
                0,
                0,
                0,
                null,
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of());
        ModelRecord model = new ModelRecord(
                name,
                "made-up",
                kind,
                Instant.EPOCH,
                Instant.EPOCH,
                "benchmark",
                false,
                card,
                Base64.getEncoder().encodeToString(body));
        producer.send(new ProducerRecord<>(
                        TopicCatalogue.MODELS.name(),
                        name.getBytes(StandardCharsets.UTF_8),
                        OutputJson.of(ModelRecord.class).write(model)))
                .get();
    }

    private static Forest forest(Random random) {
        List<Forest.Node> trees = new ArrayList<>();
        for (int i = 0; i < TREES; i++) {
            trees.add(node(random, DEPTH));
        }
        return Forest.of(Features.names(), trees, Calibration.none());
    }

    private static Forest.Node node(Random random, int depth) {
        double share = random.nextDouble();
        if (depth == 0) {
            return new Forest.Leaf(share);
        }
        return new Forest.Split(
                share,
                random.nextInt(Features.names().size()),
                // most features lie between a hundredth and some hundreds
                Math.exp(random.nextGaussian() * 2),
                node(random, depth - 1),
                node(random, depth - 1));
    }

    private static ValueModel value() {
        return new ValueModel(
                new BgNbd(0.243, 30.9, 0.793, 2.426),
                new double[4][4],
                new GammaGamma(6.25, 3.74, 15.44),
                new double[3][3]);
    }

    private static Clusters clusters(Random random) {
        List<String> features = List.of("orders", "net", "average_order_value", "recency_days", "lifetime_days");
        double[] ones = Collections.nCopies(features.size(), 1.0).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        double[][] centres = new double[CLUSTERS][];
        for (int i = 0; i < CLUSTERS; i++) {
            centres[i] = random.doubles(features.size(), -2, 2).toArray();
        }
        return Clusters.of(features, ones, ones, centres, Features.names());
    }
}
