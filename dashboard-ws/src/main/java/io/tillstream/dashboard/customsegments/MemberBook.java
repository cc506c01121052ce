package io.tillstream.dashboard.customsegments;

import com.carrotsearch.hppc.LongIntHashMap;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.dashboard.customers.ProfileBook;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many customers are in each custom segment: 12 bytes per member. Customers in the same segments share one entry, of which there are as many as different
 * combinations occur.
 */
public final class MemberBook implements ProfileBook {

    private final LongIntHashMap members = new LongIntHashMap();
    private final Map<List<String>, Integer> numbers = new HashMap<>();
    private final List<List<String>> combinations = new ArrayList<>();
    private final List<Long> counts = new ArrayList<>();
    private final ArrayDeque<Integer> free = new ArrayDeque<>();
    private long version;

    @Override
    public void put(long hash, CustomerProfile profile) {
        List<String> segments = profile.customSegments();
        int before = members.getOrDefault(hash, -1);
        if (before < 0 ? segments.isEmpty() : combinations.get(before).equals(segments)) {
            return;
        }
        leave(hash, before);
        if (!segments.isEmpty()) {
            enter(hash, segments);
        }
        version++;
    }

    @Override
    public void forget(long hash) {
        int before = members.getOrDefault(hash, -1);
        if (before >= 0) {
            leave(hash, before);
            version++;
        }
    }

    private void enter(long hash, List<String> segments) {
        Integer known = numbers.get(segments);
        int number = known == null ? add(segments) : known;
        counts.set(number, counts.get(number) + 1);
        members.put(hash, number);
    }

    private int add(List<String> segments) {
        Integer reused = free.poll();
        int number = reused == null ? combinations.size() : reused;
        if (reused == null) {
            combinations.add(segments);
            counts.add(0L);
        } else {
            combinations.set(number, segments);
        }
        numbers.put(segments, number);
        return number;
    }

    private void leave(long hash, int number) {
        if (number < 0) {
            return;
        }
        members.remove(hash);
        long left = counts.get(number) - 1;
        counts.set(number, left);
        if (left == 0) {
            numbers.remove(combinations.get(number));
            combinations.set(number, List.of());
            free.add(number);
        }
    }

    /** Customers by segment id. */
    Map<String, Long> bySegment() {
        Map<String, Long> result = new HashMap<>();
        for (int number = 0; number < combinations.size(); number++) {
            for (String segment : combinations.get(number)) {
                result.merge(segment, counts.get(number), Long::sum);
            }
        }
        return result;
    }

    /** Differs after every change. */
    public long version() {
        return version;
    }
}
