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
 */
final class Deadlines {

    private final Map<Bytes, Long> byCustomer = new HashMap<>();
    private final PriorityQueue<Due> queue = new PriorityQueue<>();

    private record Due(long at, Bytes customer) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return Long.compare(at, other.at);
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

    /** Sets a customer's deadline; {@link Long#MAX_VALUE} for none. An earlier queue entry that no longer holds is skipped when it comes up. */
    void set(Bytes customer, long at) {
        if (at == Long.MAX_VALUE) {
            byCustomer.remove(customer);
            return;
        }
        Long previous = byCustomer.put(customer, at);
        if (previous == null || previous != at) {
            queue.add(new Due(at, customer));
        }
        if (queue.size() > 1_000 && queue.size() > 4 * byCustomer.size()) {
            rebuild();
        }
    }

    /** Takes out a customer whose deadline has come, or null when there is none. */
    @Nullable
    Bytes pollDue(long now) {
        while (!queue.isEmpty() && queue.peek().at <= now) {
            Due due = queue.poll();
            Long current = byCustomer.get(due.customer);
            if (current != null && current == due.at) {
                byCustomer.remove(due.customer);
                return due.customer;
            }
        }
        return null;
    }

    private void rebuild() {
        queue.clear();
        byCustomer.forEach((customer, at) -> queue.add(new Due(at, customer)));
    }
}
