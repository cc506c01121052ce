package io.tillstream.stack.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an audit found: totals side by side, and what was compared and differs, family by family. */
final class AuditReport {

    private final Map<String, Family> families = new LinkedHashMap<>();
    private final Totals recounted = new Totals();
    private final Map<Place, Totals> stored = new EnumMap<>(Place.class);
    private final Map<Integer, PartitionTally> partitions = new TreeMap<>();
    private final List<String> remarks = new ArrayList<>();

    Family family(String name) {
        return families.computeIfAbsent(name, Family::new);
    }

    List<Family> families() {
        return List.copyOf(families.values());
    }

    /** What the log adds up to. */
    Totals recounted() {
        return recounted;
    }

    /** What a place adds up to. */
    Totals stored(Place place) {
        return stored.computeIfAbsent(place, p -> new Totals());
    }

    /** What became of the records of a partition of the log. */
    void partition(int number, PartitionTally tally) {
        partitions.put(number, tally);
    }

    Map<Integer, PartitionTally> partitions() {
        return partitions;
    }

    /** Something the reader should know that is no difference. */
    void remark(String sentence) {
        remarks.add(sentence);
    }

    List<String> remarks() {
        return remarks;
    }

    /** Things that differ, totals included. */
    long differenceCount() {
        long things =
                families.values().stream().mapToLong(Family::differingCount).sum();
        for (Measure measure : Measure.values()) {
            things += differs(measure) ? 1 : 0;
        }
        return things;
    }

    /** Whether some place has another total than the log. */
    boolean differs(Measure measure) {
        return stored.values().stream()
                .map(totals -> totals.get(measure))
                .anyMatch(total -> total != null && total != right(measure));
    }

    /** What is stored beyond what the log says, of the place where that is most; null when no place has this total. */
    @Nullable
    Long difference(Measure measure) {
        return stored.values().stream()
                .map(totals -> totals.get(measure))
                .filter(Objects::nonNull)
                .map(total -> total - right(measure))
                .max((a, b) -> Long.compare(Math.abs(a), Math.abs(b)))
                .orElse(null);
    }

    /** The total by the log; 0 when nothing belongs to it. */
    long right(Measure measure) {
        Long sum = recounted.get(measure);
        return sum == null ? 0 : sum;
    }
}
