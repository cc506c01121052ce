package io.tillstream.streams.bundles;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.contracts.event.RecordKey;
import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.Generation;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.streams.outputs.CloudEventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows the events, keeps the window of baskets in memory and publishes what is bought together. Whoever leads reads the log anew, and what stands on the
 * topic: so each run sends the difference alone, and the topic comes right after whatever was cut short.
 */
public final class BundleJob implements Runnable {

    private static final Logger LOG = Logger.getLogger(BundleJob.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration TOPICS_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(2);

    /** Differs from every count of changes, so that the next run comes soon. */
    private static final long NOT_ARRIVED = -1;

    private final Settings settings;
    private final BooleanSupplier leads;
    private final Clock clock;
    private final EventReader reader;
    private final CloudEventHeaders headers = new CloudEventHeaders(TopicCatalogue.BUNDLES);
    private final String bundlesTopic;
    private volatile boolean stopped;
    private boolean complained;

    /**
     * Where and how often.
     *
     * @param kafka where Kafka is
     * @param generation whose topics
     * @param time business time
     * @param currency the installation's, ISO 4217
     * @param window bounds of the window
     * @param interval between two runs while orders keep coming
     */
    public record Settings(
            KafkaAccess kafka,
            Generation generation,
            BusinessTime time,
            @Nullable String currency,
            BasketWindow.Settings window,
            Duration interval) {}

    /**
     * Takes its settings; nothing happens before {@link #run}.
     *
     * @param leads whether this process does the job
     */
    public BundleJob(Settings settings, BooleanSupplier leads, Clock clock) {
        this.settings = settings;
        this.leads = leads;
        this.clock = clock;
        reader = new EventReader(settings.currency());
        bundlesTopic = settings.generation().topic(TopicCatalogue.BUNDLES);
    }

    /** Ends {@link #run} soon. */
    public void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            if (!leads.getAsBoolean()) {
                pause(POLL);
                continue;
            }
            try (Producer<byte[], byte[]> producer = producer()) {
                PublishedBundles published = standing();
                if (published != null) {
                    follow(published, producer);
                }
            } catch (KafkaException e) {
                if (!complained && !stopped) {
                    complained = true;
                    LOG.warnf("orders cannot be followed for bundles, trying again: %s", e.getMessage());
                }
                pause(RETRY);
            }
        }
    }

    private boolean isWanted() {
        return !stopped && leads.getAsBoolean();
    }

    /** What stands on the topic of bundles; null when another leads meanwhile. */
    private @Nullable PublishedBundles standing() {
        PublishedBundles published = new PublishedBundles();
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = begin(consumer, bundlesTopic);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!hasRead(consumer, ends)) {
                if (!isWanted()) {
                    return null;
                }
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                    published.stands(new String(each.key(), StandardCharsets.UTF_8), each.value());
                }
            }
        }
        return published;
    }

    private void follow(PublishedBundles published, Producer<byte[], byte[]> producer) {
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = begin(consumer, TopicCatalogue.EVENTS.name());
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            BasketWindow window = new BasketWindow(settings.window(), settings.time());
            MiningPace pace = new MiningPace(settings.interval());
            boolean through = false;
            while (isWanted()) {
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                    take(each, window);
                }
                complained = false;
                through = through || hasRead(consumer, ends);
                Instant now = clock.instant();
                if (through && pace.isDue(now, window.changes(), window.size())) {
                    boolean arrived = publish(window, published, producer);
                    pace.done(now, clock.instant(), arrived ? window.changes() : NOT_ARRIVED);
                }
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> each, BasketWindow window) {
        if (each.value() == null) {
            return;
        }
        try {
            CommerceEvent event = reader.read(each.value(), Instant.ofEpochMilli(each.timestamp()));
            if (event instanceof CommerceEvent.Purchase purchase) {
                RecordKey.check(each.key(), event);
                window.add(purchase);
            } else if (event instanceof CommerceEvent.ProductUpdated updated) {
                RecordKey.check(each.key(), event);
                window.update(updated);
            }
        } catch (InvalidEventException e) {
            LOG.debugf("no event at %s-%d@%d, which is left out", each.topic(), each.partition(), each.offset());
        }
    }

    /** False when not all of it arrived. */
    private boolean publish(BasketWindow window, PublishedBundles published, Producer<byte[], byte[]> producer) {
        Instant at = clock.instant();
        Set<String> holding = new HashSet<>();
        Queue<String> failed = new ConcurrentLinkedQueue<>();
        BundleMining.mine(window, (key, value) -> {
            holding.add(key);
            if (published.differs(key, value)) {
                send(key, value, at, producer, failed);
                published.stands(key, value);
            }
        });
        for (String key : published.others(holding)) {
            send(key, null, at, producer, failed);
            published.stands(key, null);
        }
        producer.flush();
        if (!failed.isEmpty()) {
            failed.forEach(published::doubt);
            LOG.warnf("%d bundles could not be published; they are with the next run", failed.size());
        }
        if (window.linesLeftOut() > 0) {
            LOG.debugf("%d lines of orders are left out of bundles: too many products", window.linesLeftOut());
        }
        return failed.isEmpty();
    }

    private void send(
            String key, byte @Nullable [] value, Instant at, Producer<byte[], byte[]> producer, Queue<String> failed) {
        producer.send(
                new ProducerRecord<>(
                        bundlesTopic,
                        null,
                        null,
                        key.getBytes(StandardCharsets.UTF_8),
                        value,
                        Arrays.asList(headers.of(key, at.toEpochMilli()).toArray())),
                (metadata, failure) -> {
                    if (failure != null) {
                        failed.add(key);
                    }
                });
    }

    private static List<TopicPartition> begin(Consumer<byte[], byte[]> consumer, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic, TOPICS_TIMEOUT).stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return partitions;
    }

    private static boolean hasRead(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                settings.kafka()
                        .client(Map.of(
                                ConsumerConfig.CLIENT_ID_CONFIG,
                                settings.generation().applicationId() + "-bundles",
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest",
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed",
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                5_000)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private Producer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                settings.kafka()
                        .client(Map.of(
                                ProducerConfig.CLIENT_ID_CONFIG,
                                settings.generation().applicationId() + "-bundles",
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                                "lz4")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
