package io.tillstream.streams.registry;

import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.contracts.output.ModelCommand;
import io.tillstream.contracts.output.OutputJson;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows the one partition of model commands in a consumer group, and so elects who does the jobs: whoever owns the partition.
 *
 * <p>Commands are taken in order and are committed when they are {@link #done}; one that was not comes again, to this process or to the next leader. The
 * partition is paused while many wait.
 */
public final class CommandFollower implements Runnable {

    private static final Logger LOG = Logger.getLogger(CommandFollower.class);
    private static final OutputJson<ModelCommand> JSON = OutputJson.of(ModelCommand.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final long RETRY_MILLIS = 1_000;
    private static final int MOST_WAITING = 100;

    private final Map<String, Object> settings;
    private final TopicPartition partition;
    private final Queue<Received> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean leader;
    private volatile boolean stopped;
    private volatile long nextOffset = -1;
    private long committed = -1;
    private boolean complained;

    /**
     * A command on its way.
     *
     * @param command what is wanted
     * @param offset where it is
     */
    public record Received(ModelCommand command, long offset) {}

    /**
     * @param kafka where Kafka is
     * @param group consumer group of the jobs
     * @param topic of the commands
     */
    public CommandFollower(KafkaAccess kafka, String group, String topic) {
        partition = new TopicPartition(topic, 0);
        settings = kafka.client(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.CLIENT_ID_CONFIG,
                group,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                6_000,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                2_000,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                MOST_WAITING));
    }

    /** Whether the jobs are this process's. */
    public boolean isLeader() {
        return leader;
    }

    /** The next command, or null. */
    public @Nullable Received poll() {
        return leader ? waiting.poll() : null;
    }

    /** The command, and all before it, need not come again. */
    public void done(Received received) {
        nextOffset = received.offset() + 1;
    }

    /** Ends {@link #run} soon. */
    public void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                follow(consumer);
            } catch (KafkaException e) {
                if (!complained && !stopped) {
                    complained = true;
                    LOG.warnf("commands to the trainer cannot be followed, trying again: %s", e.getMessage());
                }
                pause();
            } finally {
                leader = false;
                waiting.clear();
            }
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.subscribe(List.of(partition.topic()), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
                if (assigned.contains(partition)) {
                    waiting.clear();
                    nextOffset = -1;
                    committed = -1;
                    leader = true;
                }
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
                commit(consumer);
                leader = leader && !revoked.contains(partition);
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> lost) {
                leader = false;
            }
        });
        while (!stopped) {
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                complained = false;
                receive(each);
            }
            if (leader) {
                commit(consumer);
                hold(consumer);
            }
        }
    }

    private void receive(ConsumerRecord<byte[], byte[]> each) {
        try {
            if (each.value() != null) {
                waiting.add(new Received(JSON.read(each.value()), each.offset()));
            }
        } catch (UncheckedIOException e) {
            LOG.warnf("the command at offset %d is malformed and is left out", each.offset());
        }
    }

    private void commit(KafkaConsumer<byte[], byte[]> consumer) {
        long next = nextOffset;
        if (next > committed) {
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(next)));
            committed = next;
        }
    }

    private void hold(KafkaConsumer<byte[], byte[]> consumer) {
        boolean held = consumer.paused().contains(partition);
        boolean many = waiting.size() >= MOST_WAITING;
        if (many && !held) {
            consumer.pause(List.of(partition));
        } else if (!many && held) {
            consumer.resume(List.of(partition));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
