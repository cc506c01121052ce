package io.tillstream.ingest.imports.mapping;

import io.tillstream.contracts.output.OutputJson;
import io.tillstream.ingest.follow.TopicLoop;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the topic of saved mappings says, as far as it was read. When it is read anew, what was known answers until that is done. Thread-safe. */
public final class MappingTable implements TopicLoop.Reader {

    private static final Logger LOG = Logger.getLogger(MappingTable.class);
    private static final int PARTITION = 0;
    private static final long NOT_READ = -1;
    /** Offsets that are remembered: far more than there are while one change is made. */
    private static final int MOST_REMEMBERED = 1_000;

    private final OutputJson<SavedMapping> json = OutputJson.of(SavedMapping.class);
    private Map<String, KeptMapping> known = new HashMap<>();
    private @Nullable Map<String, KeptMapping> reading;
    private boolean readOnce;
    private long position = NOT_READ;
    private final TreeSet<Long> lately = new TreeSet<>();

    @Override
    public synchronized void begin() {
        reading = new HashMap<>();
        position = NOT_READ;
        lately.clear();
    }

    @Override
    public synchronized void read(ConsumerRecord<byte[], byte[]> record) {
        Map<String, KeptMapping> target = reading == null ? known : reading;
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        byte[] value = record.value();
        target.remove(key);
        lately.add(record.offset());
        if (lately.size() > MOST_REMEMBERED) {
            lately.pollFirst();
        }
        if (value == null) {
            return;
        }
        try {
            target.put(key, new KeptMapping(json.read(value), record.offset() + 1, value.length));
        } catch (UncheckedIOException e) {
            LOG.warnf("Record %d of %s is no mapping and is left out", record.offset(), record.topic());
        }
    }

    @Override
    public synchronized void upToDate(Map<Integer, Long> positions) {
        if (reading != null) {
            known = reading;
            reading = null;
        }
        readOnce = true;
        position = positions.getOrDefault(PARTITION, NOT_READ);
        notifyAll();
    }

    /** Whether all that was there has been read at least once. */
    public synchronized boolean isRead() {
        return readOnce;
    }

    synchronized Optional<KeptMapping> get(String key) {
        return Optional.ofNullable(known.get(key));
    }

    synchronized List<KeptMapping> all() {
        return List.copyOf(known.values());
    }

    /** Whether a record was read not long ago, and so was committed. */
    synchronized boolean hasRead(long offset) {
        return lately.contains(offset);
    }

    /** Waits until everything before an offset has been read; whether it was in time. */
    synchronized boolean awaitPosition(long offset, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (position < offset) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
