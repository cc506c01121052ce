package io.tillstream.dashboard.feed;

import io.opentelemetry.api.trace.Span;
import io.tillstream.contracts.tracing.Tracing;
import io.tillstream.dashboard.channel.RecordReader;
import io.tillstream.dashboard.live.ChannelHub;
import io.tillstream.dashboard.status.Link;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reading thread: reads all topics into a {@link Shop} and publishes its channels. Whatever goes wrong with Kafka, it begins a new reading after a
 * pause; clients keep the last state meanwhile. No consumer group: every gateway reads all partitions, and its only state is what it can read again.
 */
public final class FeedLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(FeedLoop.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MAX_FOLLOWED = 256;
    /** Records per partition read of a topic of which only the end matters. */
    private static final long TAIL = 500;
    /** Backlog per partition beyond which such a topic is read from its end again: an import must not hold up the live feed. */
    private static final long MAX_TAIL_LAG = 20_000;

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Supplier<Shop> shops;
    private final ChannelHub hub;
    private final Duration interval;
    private final Link link;
    private final Clock clock;
    private final Tracing tracing;
    /** Of records that belong to a trace, until what they changed is pushed. */
    private final List<Span> followed = new ArrayList<>();

    /** When every channel that changed by then has been pushed. */
    private Instant followedUntil = Instant.MIN;

    private final AtomicLong recordsRead = new AtomicLong();
    private final AtomicLong recordsSkipped = new AtomicLong();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean again;

    /**
     * @param consumers makes a consumer that reads committed records and never resets a position by itself
     * @param shops makes the books for a new reading
     * @param interval least time between two messages of one channel
     */
    public FeedLoop(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Supplier<Shop> shops,
            ChannelHub hub,
            Duration interval,
            Link link,
            Clock clock,
            Tracing tracing) {
        this.consumers = consumers;
        this.shops = shops;
        this.hub = hub;
        this.interval = interval;
        this.link = link;
        this.clock = clock;
        this.tracing = tracing;
    }

    @Override
    public void run() {
        while (isRunning()) {
            again = false;
            Shop shop = shops.get();
            Publisher publisher = new Publisher(hub, interval, shop.channels(), shop.status());
            publisher.publish(clock.instant(), false);
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                read(consumer, shop, publisher);
            } catch (WakeupException | TimeoutException e) {
                LOG.debug("reading pauses: {}", e.getMessage());
            } catch (KafkaException e) {
                LOG.warn("reading begins anew after a failure: {}", e.toString());
            } catch (RuntimeException e) {
                // a fault of the gateway itself; without this thread the page would stand still
                LOG.error("reading begins anew after a fault", e);
            }
            endFollowed();
            pause();
        }
    }

    private void pause() {
        try {
            if (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("reading begins anew");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }

    private void read(Consumer<byte[], byte[]> consumer, Shop shop, Publisher publisher) {
        List<TopicPartition> partitions = partitions(consumer, shop);
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> begins = new HashMap<>(consumer.beginningOffsets(partitions, PATIENCE));
        List<TopicPartition> tails = partitions.stream()
                .filter(partition -> shop.tails().contains(partition.topic()))
                .toList();
        tails.forEach(tail -> begins.merge(tail, ends.getOrDefault(tail, 0L) - TAIL, Math::max));
        begins.forEach(consumer::seek);
        CatchUp catchUp = new CatchUp(begins, ends);
        boolean complete = false;
        while (isRunning() && !again) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                take(shop, record);
            }
            if (!complete) {
                complete = catchUp.isDone(consumer);
                link.progress(catchUp.progressRatio());
                if (complete) {
                    link.arrived();
                    LOG.info("read up to the end of {} partitions", partitions.size());
                }
            }
            skipBacklog(consumer, tails);
            Instant now = clock.instant();
            if (publisher.publish(now, complete) || complete && now.isAfter(followedUntil)) {
                endFollowed();
            }
        }
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, Shop shop) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : shop.readers().keySet()) {
            List<PartitionInfo> infos = consumer.partitionsFor(topic, PATIENCE);
            if (infos == null || infos.isEmpty()) {
                throw new TimeoutException("no topic " + topic + " yet");
            }
            infos.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        return partitions;
    }

    private static void skipBacklog(Consumer<byte[], byte[]> consumer, List<TopicPartition> tails) {
        for (TopicPartition partition : tails) {
            long lag = consumer.currentLag(partition).orElse(0);
            if (lag > MAX_TAIL_LAG) {
                consumer.seek(partition, consumer.position(partition) + lag - TAIL);
            }
        }
    }

    private void take(Shop shop, ConsumerRecord<byte[], byte[]> record) {
        RecordReader reader = shop.readers().get(record.topic());
        if (reader == null) {
            return;
        }
        recordsRead.incrementAndGet();
        Span span = followed.size() < MAX_FOLLOWED ? tracing.consume("push", record) : null;
        if (span != null) {
            if (followed.isEmpty()) {
                followedUntil = clock.instant().plus(interval);
            }
            followed.add(span);
        }
        try {
            reader.read(record);
        } catch (UncheckedIOException | IllegalArgumentException | NullPointerException e) {
            // a null is a part that the record lacks although its type promises it
            if (recordsSkipped.incrementAndGet() == 1) {
                LOG.warn(
                        "a record is not what its topic promises and is skipped; further ones are only counted: {}-{}@{}",
                        record.topic(),
                        record.partition(),
                        record.offset());
            }
        }
    }

    private void endFollowed() {
        followed.forEach(Span::end);
        followed.clear();
    }

    private boolean isRunning() {
        return stopped.getCount() > 0;
    }

    /** Lets the thread end. */
    public void stop() {
        stopped.countDown();
    }

    /** Begins a new reading from the beginning: the cluster is another one now. */
    public void readAgain() {
        again = true;
    }

    /** Records read since the start. */
    public long recordsRead() {
        return recordsRead.get();
    }

    /** Records that were not what their topic promises. */
    public long recordsSkipped() {
        return recordsSkipped.get();
    }
}
