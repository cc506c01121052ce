package io.tillstream.streams.customer;

import io.tillstream.streams.quantiles.CutPoints;
import io.tillstream.streams.quantiles.Summary;
import io.tillstream.streams.store.WriteBehindStore;
import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * Visits all customers of the partition, a bounded number at a time: collects where they stand for the quantiles, and marks those whose published scores no
 * longer hold under the newest cut points, models and custom segments.
 *
 * <p>While the stream catches up nobody is marked, since the next cut points would mark everybody again; the first round afterwards does it.
 *
 * <p>A round starts when events, new cut points, models or segments came since the last round began, at most once a second. It reads only the head of each
 * stored state; a shop of a million customers is visited in under a minute at {@link #BATCH} customers a tick.
 */
final class Sweep {

    static final int BATCH = 2_500;
    static final int BATCH_BEHIND = 500;
    static final Duration PAUSE = Duration.ofSeconds(1);
    static final Duration PAUSE_BEHIND = Duration.ofSeconds(5);

    private final WriteBehindStore<CustomerState> customers;
    private @Nullable Round round;
    private boolean changed = true;
    private @Nullable Outlook seen;
    private long summarisedEventAt = Long.MIN_VALUE;
    private long nextStartAt;

    /** Takes the summary of a finished round. */
    interface Finished {
        void accept(Summary summary);
    }

    private static final class Round {
        private final boolean summarise;
        private final boolean rescore;
        private final Summary summary;
        private @Nullable Bytes next;

        Round(boolean summarise, boolean rescore, long newestEventAt) {
            this.summarise = summarise;
            this.rescore = rescore;
            this.summary = new Summary(newestEventAt);
        }
    }

    Sweep(WriteBehindStore<CustomerState> customers) {
        this.customers = customers;
    }

    /** Says that a customer changed, so that the quantiles may have moved. */
    void noteChange() {
        changed = true;
    }

    /** Does one batch of the current round, or starts one. */
    void advance(long now, Outlook outlook, long newestEventAt, boolean behind, Finished finished) {
        if (round == null) {
            boolean summarise = changed || newestEventAt != summarisedEventAt;
            boolean rescore = !behind && outlook.cutPoints() != null && !outlook.equals(seen);
            if (now < nextStartAt || !summarise && !rescore) {
                return;
            }
            round = new Round(summarise, rescore, newestEventAt);
            changed = false;
            summarisedEventAt = newestEventAt;
            seen = rescore ? outlook : seen;
            nextStartAt = now + (behind ? PAUSE_BEHIND : PAUSE).toMillis();
        }
        Round current = round;
        if (visitBatch(current, outlook, behind)) {
            round = null;
            if (current.summarise) {
                finished.accept(current.summary);
            }
        }
    }

    /** Visits the next customers; true at the end. */
    private boolean visitBatch(Round current, Outlook outlook, boolean behind) {
        int left = behind ? BATCH_BEHIND : BATCH;
        try (KeyValueIterator<Bytes, byte[]> each = customers.storedFrom(current.next)) {
            while (each.hasNext()) {
                if (left == 0) {
                    current.next = each.peekNextKey();
                    return false;
                }
                left--;
                visit(each.next(), current, outlook);
            }
        }
        return true;
    }

    private void visit(KeyValue<Bytes, byte[]> stored, Round current, Outlook outlook) {
        Standing standing = CustomerStateCodec.standing(stored.value);
        if (standing.orders() > 0) {
            current.summary.add(standing.lastPurchaseAt(), standing.orders(), standing.netMicros());
            if (standing.firstPurchaseAt() != Standing.UNKNOWN) {
                current.summary.addRate(
                        CutPoints.orderRate(standing.orders(), standing.firstPurchaseAt(), standing.lastPurchaseAt()));
            }
        }
        if (current.rescore && standing.isOutdated(outlook)) {
            WriteBehindStore.Live<CustomerState> customer = customers.find(stored.key.get());
            if (customer != null) {
                customers.markDirty(customer);
            }
        }
    }
}
