package io.tillstream.benchmarks.ingest;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which events of a run were seen, one bit for each, so that a load of many millions can be counted in little memory. */
final class Sightings {

    private final Pattern id;
    private final Map<Long, BitSet> seen = new HashMap<>();
    private final Map<Long, BitSet> repeated = new HashMap<>();

    /**
     * Of a run, whose ids are {@code run-batch-number}.
     *
     * @param run what its ids begin with
     */
    Sightings(String run) {
        id = Pattern.compile("\"event_id\":\"" + Pattern.quote(run) + "-(\\d+)-(\\d+)\"");
    }

    /** Takes an event as JSON; one of another run counts for nothing. */
    void add(String event) {
        Matcher found = id.matcher(event);
        if (!found.find()) {
            return;
        }
        long batch = Long.parseLong(found.group(1));
        int number = Integer.parseInt(found.group(2));
        BitSet batchSeen = seen.computeIfAbsent(batch, any -> new BitSet(TrackedLoad.BATCH));
        if (batchSeen.get(number)) {
            repeated.computeIfAbsent(batch, any -> new BitSet(TrackedLoad.BATCH))
                    .set(number);
        }
        batchSeen.set(number);
    }

    /** What was seen beside what was acknowledged, batch by batch. */
    Logged against(Set<Long> acknowledged) {
        long lost = 0;
        for (long batch : acknowledged) {
            BitSet batchSeen = seen.get(batch);
            lost += TrackedLoad.BATCH - (batchSeen == null ? 0 : batchSeen.cardinality());
        }
        return new Logged(lost, bits(repeated), bits(seen));
    }

    private static long bits(Map<Long, BitSet> batches) {
        return batches.values().stream().mapToLong(BitSet::cardinality).sum();
    }
}
