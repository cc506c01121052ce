package io.tillstream.dashboard.carts;

import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.dashboard.channel.RecordReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The carts that are abandoned now and could still be recovered: the newest change says {@code abandoned}, at most {@link #RECOVERABLE} before the
 * reference time. At most {@link #MAX_CARTS} are held; beyond, the oldest are forgotten and the book says that it is not complete.
 */
public final class CartBook implements RecordReader {

    /** An abandoned cart can be recovered up to this long afterwards. */
    static final Duration RECOVERABLE = Duration.ofDays(7);

    private static final int MAX_CARTS = 50_000;
    private static final String ABANDONED = "abandoned";
    private static final Comparator<CartChange> OLDEST_FIRST =
            Comparator.comparing(CartChange::changedAt).thenComparing(CartChange::cartKey);

    private final OutputJson<CartChange> json = OutputJson.of(CartChange.class);
    private final Map<String, CartChange> byKey = new HashMap<>();
    private final TreeSet<CartChange> byAge = new TreeSet<>(OLDEST_FIRST);
    private long valueMicros;
    private boolean complete = true;
    private long version;

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return;
        }
        CartChange change = json.read(record.value());
        CartChange before = byKey.remove(change.cartKey());
        if (before != null) {
            byAge.remove(before);
            valueMicros -= before.valueMicros();
            version++;
        }
        if (ABANDONED.equals(change.state())) {
            byKey.put(change.cartKey(), change);
            byAge.add(change);
            valueMicros += change.valueMicros();
            version++;
            if (byAge.size() > MAX_CARTS) {
                // While history is read most of these are older than a week; the few seconds until the next expiry must
                // not cost memory.
                complete &= isExpired(byAge.getFirst(), byAge.getLast().changedAt());
                forgetOldest();
            }
        }
    }

    /** Forgets the carts that can no longer be recovered at the reference time. */
    void expire(Instant asOf) {
        while (!byAge.isEmpty() && isExpired(byAge.getFirst(), asOf)) {
            forgetOldest();
        }
    }

    private static boolean isExpired(CartChange cart, Instant asOf) {
        return cart.changedAt().plus(RECOVERABLE).isBefore(asOf);
    }

    private void forgetOldest() {
        CartChange oldest = byAge.removeFirst();
        byKey.remove(oldest.cartKey());
        valueMicros -= oldest.valueMicros();
        version++;
    }

    /** The newest abandoned carts, newest first. */
    List<CartChange> newest(int count) {
        return byAge.descendingSet().stream().limit(count).toList();
    }

    /** The most valuable abandoned carts, most valuable first. */
    List<CartChange> mostValuable(int count) {
        return byAge.stream()
                .sorted(Comparator.comparingLong(CartChange::valueMicros)
                        .reversed()
                        .thenComparing(CartChange::cartKey))
                .limit(count)
                .toList();
    }

    /** How many carts are abandoned now. */
    int size() {
        return byAge.size();
    }

    /** What they hold, in micros. */
    long valueMicros() {
        return valueMicros;
    }

    /** Whether no cart had to be left out for lack of room. */
    boolean complete() {
        return complete;
    }

    /** Differs after every change. */
    long version() {
        return version;
    }
}
