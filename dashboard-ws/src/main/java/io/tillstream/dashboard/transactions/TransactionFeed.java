package io.tillstream.dashboard.transactions;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.dashboard.channel.RecordReader;
import io.tillstream.dashboard.status.Freshness;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The latest purchases and refunds of the event log, in the order they reached it. An event delivered twice shows once, as far as the last
 * {@link #REMEMBERED} go back; one that is refused as malformed shows not at all.
 */
public final class TransactionFeed implements RecordReader {

    /** A transaction and its place in the order of arrival. */
    record Entry(long number, CommerceEvent event) {}

    private static final int SHOWN = 50;
    private static final int REMEMBERED = 5_000;
    private static final byte[] PURCHASE = "\"purchase\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REFUND = "\"refund\"".getBytes(StandardCharsets.US_ASCII);

    private final EventReader events;
    private final Freshness freshness;
    private final Deque<Entry> latest = new ArrayDeque<>();
    private final Set<String> seen = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });
    private long numbers;

    /**
     * @param events reads the events
     * @param freshness learns that something new is in the log
     */
    public TransactionFeed(EventReader events, Freshness freshness) {
        this.events = events;
        this.freshness = freshness;
    }

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        // Most events are no transactions: a look at the bytes spares the parser, which could not keep up with a busy
        // log otherwise.
        if (value == null || !(contains(value, PURCHASE) || contains(value, REFUND))) {
            return;
        }
        Instant loggedAt = Instant.ofEpochMilli(record.timestamp());
        try {
            CommerceEvent event = events.read(value, loggedAt);
            if (event instanceof CommerceEvent.Purchase || event instanceof CommerceEvent.Refund) {
                add(event, loggedAt);
            }
        } catch (InvalidEventException e) {
            // The rejected topic is where such events are reported.
            return;
        }
    }

    private void add(CommerceEvent event, Instant loggedAt) {
        if (!seen.add(event.envelope().eventId())) {
            return;
        }
        latest.addFirst(new Entry(++numbers, event));
        if (latest.size() > SHOWN) {
            latest.removeLast();
        }
        freshness.logged(loggedAt);
        freshness.event(event.timestamp());
    }

    private static boolean contains(byte[] text, byte[] word) {
        int last = text.length - word.length;
        for (int start = 0; start <= last; start++) {
            int matched = 0;
            while (matched < word.length && text[start + matched] == word[matched]) {
                matched++;
            }
            if (matched == word.length) {
                return true;
            }
        }
        return false;
    }

    /** The latest, newest first. */
    Iterable<Entry> latest() {
        return latest;
    }

    /** Differs after every transaction. */
    long version() {
        return numbers;
    }
}
