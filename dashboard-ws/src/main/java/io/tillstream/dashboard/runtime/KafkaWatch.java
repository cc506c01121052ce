package io.tillstream.dashboard.runtime;

import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.contracts.topic.Generation;
import io.tillstream.contracts.topic.TopicProvisioner;
import io.tillstream.dashboard.feed.FeedLoop;
import io.tillstream.dashboard.live.ChannelHub;
import io.tillstream.dashboard.status.Link;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Kafka every few seconds whether it is there, creates missing topics whenever it (re)appears, and notices when it is another cluster than before. A
 * consumer cannot tell: it waits in silence for a broker that is away.
 */
final class KafkaWatch implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final KafkaAccess kafka;
    private final int partitions;
    private final Generation generation;
    private final Link link;
    private final FeedLoop feed;
    private final ChannelHub hub;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable String clusterId;

    KafkaWatch(DashboardConfig config, Link link, FeedLoop feed, ChannelHub hub) {
        this.kafka = config.kafka().access();
        this.partitions = config.partitions();
        this.generation = new Generation(config.generation());
        this.link = link;
        this.feed = feed;
        this.hub = hub;
    }

    @Override
    public void run() {
        try (Admin admin = Admin.create(kafka.client(Map.of(
                AdminClientConfig.CLIENT_ID_CONFIG, "tillstream-dashboard-watch",
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "2000",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "3000",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000")))) {
            do {
                look(admin);
                hub.closeUnresponsive();
            } while (!stopped.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Admin admin) throws InterruptedException {
        try {
            String id = admin.describeCluster().clusterId().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!link.connected()) {
                TopicProvisioner.createMissing(admin, partitions, generation);
                LOG.info("Kafka is there");
            }
            if (clusterId != null && !clusterId.equals(id)) {
                LOG.warn("Kafka is another cluster than before: all is read anew");
                feed.readAgain();
            }
            clusterId = id;
            link.connected(true);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            if (link.connected()) {
                LOG.warn("Kafka does not answer: {}", e.toString());
            }
            link.connected(false);
        }
    }

    /** Lets the thread end. */
    void stop() {
        stopped.countDown();
    }
}
