package io.tillstream.ingest.runtime;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.ingest.privacy.Consents;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows what people say about being analysed, from the beginning of its topic, in a thread of its own, so that every instance of the service knows it, whichever was told.
 * The service is ready when it has read what was there.
 */
@Singleton
@Readiness
final class ConsentWatch implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(ConsentWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Object> settings;
    private final Consents consents;
    private final Clock clock;
    // of another currency than today's there may be events too: what they say about consent holds
    private final EventReader reader = new EventReader(null);
    private final Thread thread =
            Thread.ofPlatform().name("watch-consents").daemon().unstarted(this::run);
    private volatile boolean caughtUp;
    private volatile boolean ended;
    private volatile @Nullable Consumer<byte[], byte[]> following;

    ConsentWatch(IngestConfig config, Consents consents, Clock clock) {
        settings = KafkaSettings.follower(config.kafka());
        this.consents = consents;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    /** Wakes the consumer, which closes in order then; an interrupted one cannot. */
    void stop(@Observes ShutdownEvent event) {
        ended = true;
        Consumer<byte[], byte[]> open = following;
        if (open == null) {
            thread.interrupt();
        } else {
            open.wakeup();
        }
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("consents").status(caughtUp).build();
    }

    private void run() {
        try {
            while (!ended) {
                try (Consumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                    following = consumer;
                    follow(consumer);
                } catch (WakeupException | InterruptException e) {
                    return;
                } catch (KafkaException e) {
                    // from the beginning again; what is known stays known
                    LOG.debugf("Consents cannot be followed: %s", e.getClass().getSimpleName());
                } finally {
                    following = null;
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        String topic = TopicCatalogue.CONSENTS.name();
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            return;
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (!ended) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                note(record);
            }
            if (!caughtUp && partitions.stream().allMatch(p -> consumer.position(p) >= ends.getOrDefault(p, 0L))) {
                caughtUp = true;
            }
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        if (value == null) {
            return;
        }
        try {
            if (reader.read(value, clock.instant()) instanceof CommerceEvent.ConsentChanged said) {
                consents.note(said);
            }
        } catch (InvalidEventException e) {
            LOG.warnf("A record of %s says nothing about consent: %s", record.topic(), e.field());
        }
    }
}
