package io.tillstream.ingest.follow;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole topic from its beginning and goes on as it grows, in a thread of its own and in no group, so that each instance of the service reads all of it. Starts before
 * Kafka does if need be, and begins again when the topic was lost.
 */
public final class TopicLoop implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TopicLoop.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(500);

    private final String topic;
    private final Map<String, Object> settings;
    private final Reader reader;
    private final Thread thread;
    private volatile boolean ended;
    private volatile @Nullable Consumer<byte[], byte[]> following;
    private String complaint = "";

    /** What becomes of what is read. Called by the loop's thread alone. */
    public interface Reader {

        /** The topic is read from its beginning, for the first time or anew. */
        void begin();

        /** One record, in the order of its partition. */
        void read(ConsumerRecord<byte[], byte[]> record);

        /**
         * All that stood there when reading began has been read; said again after each further look.
         *
         * @param positions the offset that comes next, by partition
         */
        void upToDate(Map<Integer, Long> positions);
    }

    /**
     * Makes a loop that is not started.
     *
     * @param settings settings of the consumer, without deserialisers
     */
    public TopicLoop(String topic, Map<String, Object> settings, Reader reader) {
        this.topic = topic;
        this.settings = Map.copyOf(settings);
        this.reader = reader;
        thread = Thread.ofPlatform().name("follow-" + topic).daemon().unstarted(this::run);
    }

    /** Begins to read; returns at once. */
    public void start() {
        thread.start();
    }

    /** Ends soon. Wakes the consumer, which closes in order then; an interrupted one cannot. */
    @Override
    public void close() {
        ended = true;
        Consumer<byte[], byte[]> open = following;
        if (open == null) {
            thread.interrupt();
        } else {
            open.wakeup();
        }
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
                } catch (RuntimeException e) {
                    // from the beginning again; what is known stays known
                    complain(e);
                } finally {
                    following = null;
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Once aloud for what somebody has to put right, and quietly for what passes. */
    private void complain(RuntimeException problem) {
        String name = problem.getClass().getSimpleName();
        boolean passes = problem instanceof KafkaException
                && !(problem instanceof AuthorizationException || problem instanceof AuthenticationException);
        if (passes || complaint.equals(name)) {
            LOG.debugf("%s cannot be followed: %s", topic, name);
        } else {
            complaint = name;
            LOG.warnf(problem, "%s cannot be read, and the service is not ready until it can", topic);
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            return;
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        complaint = ""; // it can be read again: the next trouble is said again
        reader.begin();
        boolean upToDate = false;
        Map<Integer, Long> before = Map.of();
        while (!ended) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                reader.read(record);
            }
            Map<Integer, Long> positions = positions(consumer, partitions);
            if (wentBack(before, positions)) {
                return;
            }
            before = positions;
            upToDate = upToDate
                    || partitions.stream()
                            .allMatch(each ->
                                    positions.getOrDefault(each.partition(), 0L) >= ends.getOrDefault(each, 0L));
            if (upToDate) {
                reader.upToDate(positions);
            }
        }
    }

    private static Map<Integer, Long> positions(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        Map<Integer, Long> positions = new HashMap<>();
        partitions.forEach(each -> positions.put(each.partition(), consumer.position(each)));
        return positions;
    }

    /** Whether the topic is another one than before, with less in it. */
    private static boolean wentBack(Map<Integer, Long> before, Map<Integer, Long> now) {
        return before.entrySet().stream().anyMatch(each -> now.getOrDefault(each.getKey(), 0L) < each.getValue());
    }
}
