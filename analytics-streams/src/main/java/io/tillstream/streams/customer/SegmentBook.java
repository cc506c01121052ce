package io.tillstream.streams.customer;

import io.tillstream.contracts.segment.SegmentDefinition;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The custom segments as they are defined at present. Immutable. */
public final class SegmentBook {

    /** No segment. */
    public static final SegmentBook NONE = new SegmentBook(List.of(), Map.of());

    private final List<SegmentDefinition> definitions;
    private final Map<String, String> formerNames;
    private final int stamp;

    /** Takes the definitions in any order; none was deleted. */
    public SegmentBook(List<SegmentDefinition> definitions) {
        this(definitions, Map.of());
    }

    /**
     * @param definitions in any order
     * @param formerNames names of segments that were deleted, by id
     */
    SegmentBook(List<SegmentDefinition> definitions, Map<String, String> formerNames) {
        this.formerNames = Map.copyOf(formerNames);
        this.definitions = definitions.stream()
                .sorted(Comparator.comparing(SegmentDefinition::id))
                .toList();
        int hash = 0;
        for (SegmentDefinition each : this.definitions) {
            hash = (hash * 31 + each.id().hashCode()) * 31 + Long.hashCode(each.version());
        }
        stamp = hash;
    }

    /** By id, ascending. */
    public List<SegmentDefinition> definitions() {
        return definitions;
    }

    /** Name of a segment, the last one if it was deleted; its id when nobody knows any more. */
    public String nameOf(String id) {
        for (SegmentDefinition each : definitions) {
            if (each.id().equals(id)) {
                return each.name();
            }
        }
        return formerNames.getOrDefault(id, id);
    }

    /** Tells these definitions from others, the same after a restart; 0 for none. */
    int stamp() {
        return stamp;
    }
}
