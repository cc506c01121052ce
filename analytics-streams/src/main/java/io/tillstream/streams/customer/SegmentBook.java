package io.tillstream.streams.customer;

import io.tillstream.contracts.segment.SegmentDefinition;
import java.util.Comparator;
import java.util.List;

/** The custom segments as they are defined at present. Immutable. */
public final class SegmentBook {

    /** No segment. */
    public static final SegmentBook NONE = new SegmentBook(List.of());

    private final List<SegmentDefinition> definitions;
    private final int stamp;

    /** Takes the definitions in any order. */
    public SegmentBook(List<SegmentDefinition> definitions) {
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

    /** Name of a segment; its id when it is not defined any more. */
    public String nameOf(String id) {
        for (SegmentDefinition each : definitions) {
            if (each.id().equals(id)) {
                return each.name();
            }
        }
        return id;
    }

    /** Tells these definitions from others, the same after a restart; 0 for none. */
    int stamp() {
        return stamp;
    }
}
