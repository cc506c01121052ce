package io.tillstream.ingest.publish;

import io.tillstream.contracts.topic.TopicProvisioner;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the producer and knows whether Kafka answers.
 *
 * <p>One thread asks every second. It creates the clients when the address can be resolved at last and the topics when they are missing, so a service that
 * starts before Kafka needs no help later. Requests are refused at once while Kafka is known to be away, rather than each waiting for its own timeout.
 */
public final class KafkaLink implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(KafkaLink.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
    private static final long ANSWER_SECONDS = 3;

    private final Map<String, Object> producerSettings;
    private final Map<String, Object> adminSettings;
    private final int partitions;
    private final Thread watcher;

    private volatile @Nullable Producer<byte[], byte[]> producer;
    private volatile boolean up;
    private @Nullable Admin admin;
    private boolean topicsExist;

    /**
     * Makes a link that is not started.
     *
     * @param producerSettings settings of the producer, without serialisers
     * @param adminSettings settings of the client that asks
     * @param partitions partitions of topics that are missing
     */
    public KafkaLink(Map<String, Object> producerSettings, Map<String, Object> adminSettings, int partitions) {
        this.producerSettings = Map.copyOf(producerSettings);
        this.adminSettings = Map.copyOf(adminSettings);
        this.partitions = partitions;
        watcher = Thread.ofPlatform().daemon().name("kafka-link").unstarted(this::watch);
    }

    /** Begins to watch; returns at once. */
    public void start() {
        watcher.start();
    }

    /** Whether Kafka answered when last asked and the topics exist. */
    public boolean isUp() {
        return up;
    }

    @Nullable
    Producer<byte[], byte[]> producer() {
        return producer;
    }

    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                setUp(answers());
                Thread.sleep(INTERVAL);
            }
        } catch (InterruptedException e) {
            // closing
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            Admin client = clients();
            if (!topicsExist) {
                TopicProvisioner.createMissing(client, partitions);
                topicsExist = true;
            }
            return !client.describeCluster()
                    .nodes()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.debugf(e, "Kafka does not answer");
            // what came back may be another cluster, or the same one without its data
            topicsExist = false;
            return false;
        }
    }

    private Admin clients() {
        Admin client = admin;
        if (client == null) {
            client = Admin.create(adminSettings);
            admin = client;
        }
        if (producer == null) {
            producer = new KafkaProducer<>(producerSettings, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return client;
    }

    private void setUp(boolean answers) {
        if (answers != up) {
            if (answers) {
                LOG.info("Kafka answers, taking events");
            } else {
                LOG.warn("Kafka does not answer, refusing events until it does");
            }
        }
        up = answers;
    }

    @Override
    public void close() {
        up = false;
        watcher.interrupt();
        try {
            watcher.join(CLOSE_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Producer<byte[], byte[]> target = producer;
        if (target != null) {
            target.close(CLOSE_TIMEOUT);
        }
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
