package io.tillstream.simulator.publish;

import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.contracts.topic.TopicProvisioner;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Whether Kafka answers, which cluster it is, and whether the topics are there. Thread-safe. */
public final class KafkaLink implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(KafkaLink.class.getName());
    private static final int TIMEOUT_MILLIS = 4000;
    private static final long PERIOD_MILLIS = 2000;
    private static final long POLL_NANOS = 50_000_000;

    private final KafkaAccess kafka;
    private final int partitions;
    private final ScheduledExecutorService watch;
    private @Nullable Admin admin;
    private boolean provisioned;
    private volatile @Nullable String clusterId;

    /**
     * @param partitions partitions of the topics that are created
     */
    public KafkaLink(KafkaAccess kafka, int partitions) {
        this.kafka = kafka;
        this.partitions = partitions;
        this.watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("kafka-watch").daemon().factory());
    }

    /** Begins to watch. */
    public void start() {
        watch.scheduleWithFixedDelay(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Whether Kafka answered when last asked and has all topics. */
    public boolean ready() {
        return clusterId != null;
    }

    /** The cluster's id; waits until Kafka answers and has all topics. */
    public String awaitReady() throws InterruptedException {
        while (true) {
            String id = clusterId;
            if (id != null) {
                return id;
            }
            LockSupport.parkNanos(POLL_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private void look() {
        try {
            Admin open = admin;
            if (open == null) {
                open = Admin.create(kafka.client(Map.of(
                        AdminClientConfig.CLIENT_ID_CONFIG, "tillstream-event-simulator-watch",
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS)));
                admin = open;
            }
            String id = open.describeCluster().clusterId().get();
            if (!provisioned) {
                TopicProvisioner.createMissing(open, partitions);
                provisioned = true;
            }
            if (clusterId == null) {
                LOG.info("Kafka answers at " + kafka.bootstrapServers());
            }
            clusterId = id;
        } catch (ExecutionException | KafkaException e) {
            if (clusterId != null) {
                LOG.warning("Kafka does not answer at " + kafka.bootstrapServers() + "; waiting for it");
            }
            clusterId = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        try {
            // the watch may be in the middle of a request
            watch.awaitTermination(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Admin open = admin;
        if (open != null) {
            open.close(Duration.ofSeconds(1));
        }
    }
}
