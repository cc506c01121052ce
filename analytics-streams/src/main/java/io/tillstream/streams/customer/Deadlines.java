package io.tillstream.streams.customer;

import io.tillstream.streams.store.WriteBehindStore;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * Which customers have something due, and when. An index in memory of the customers with an open cart, rebuilt from the store when a task starts; the
 * truth is in the customers' states.
 *
 * <p>A deadline that moves later, as each activity in a cart moves it, costs nothing: the customer comes up at the earlier time and is queued again.
 */
final class Deadlines {

    private final Map<Bytes, Due> byCustomer = new HashMap<>();
    private final PriorityQueue<Queued> queue = new PriorityQueue<>();

    /** A customer's deadline, and the one place in the queue that stands for it. */
    private static final class Due {
        private final Bytes customer;
        private long at;
        private Queued queued;

        Due(Bytes customer, long at) {
            this.customer = customer;
            this.at = at;
            this.queued = new Queued(at, this);
        }
    }

    private record Queued(long at, Due due) implements Comparable<Queued> {
        @Override
        public int compareTo(Queued other) {
            return Long.compare(at, other.at);
        }

        boolean holds() {
            return due.queued == this;
        }
    }

    void restore(WriteBehindStore<CustomerState> customers) {
        try (KeyValueIterator<Bytes, byte[]> all = customers.storedFrom(null)) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> next = all.next();
                set(next.key, CustomerStateCodec.standing(next.value).deadline());
            }
        }
    }

    /** Sets a customer's deadline; {@link Long#MAX_VALUE} for none. */
    void set(Bytes customer, long at) {
        Due due = byCustomer.get(customer);
        if (due == null) {
            if (at != Long.MAX_VALUE) {
                due = new Due(customer, at);
                byCustomer.put(customer, due);
                queue.add(due.queued);
            }
            return;
        }
        due.at = at;
        if (at < due.queued.at) {
            enqueue(due);
        }
    }

    private void enqueue(Due due) {
        due.queued = new Queued(due.at, due);
        queue.add(due.queued);
    }

    /** Takes out a customer whose deadline has come, or null when there is none. */
    @Nullable
    Bytes pollDue(long now) {
        while (!queue.isEmpty() && queue.peek().at <= now) {
            Queued next = queue.poll();
            Due due = next.due;
            if (!next.holds()) {
                continue;
            }
            if (due.at <= now) {
                byCustomer.remove(due.customer);
                return due.customer;
            }
            if (due.at == Long.MAX_VALUE) {
                byCustomer.remove(due.customer);
            } else {
                enqueue(due);
            }
        }
        return null;
    }
}
