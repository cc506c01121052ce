package io.tillstream.streams.cells;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kinds of cells that the facets bring along, by their stored ids. Immutable. */
public final class CellFamilies {

    private final List<CellFamily> all;
    private final @Nullable CellFamily[] byId = new @Nullable CellFamily[128];

    /** Makes the list; a family may be named several times, but no two may share an id or a name. */
    public CellFamilies(Collection<CellFamily> families) {
        all = families.stream()
                .distinct()
                .sorted(Comparator.comparingInt(CellFamily::id))
                .toList();
        for (CellFamily family : all) {
            if (byId[family.id()] != null) {
                throw new IllegalArgumentException(
                        "two kinds of cells share id " + family.id() + ": " + byId[family.id()] + " and " + family);
            }
            byId[family.id()] = family;
        }
        if (all.stream().map(CellFamily::name).distinct().count() != all.size()) {
            throw new IllegalArgumentException("two kinds of cells share a name: " + all);
        }
    }

    /** All of them, by id. */
    public List<CellFamily> all() {
        return all;
    }

    /** The family of a key in its compact form. */
    CellFamily of(byte[] key) {
        CellFamily family = key[0] < 0 ? null : byId[key[0]];
        if (family == null) {
            throw new IllegalStateException("a cell is of kind " + (key[0] & 0xFF)
                    + ", which no facet of this release brings along; it was stored by another release");
        }
        return family;
    }
}
