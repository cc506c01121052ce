package io.tillstream.streams.cells;

import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicSpec;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A kind of cell: which sums it holds, which topic it goes to and in what form. A facet brings the families it writes along; each is one constant, and is
 * compared by reference.
 */
public abstract class CellFamily {

    private final int id;
    private final String name;
    private final TopicSpec topic;
    private final int sums;
    private final @Nullable Dimension[] dimensions;

    /**
     * A family with the common dimensions alone.
     *
     * @param id is stored in every name of a cell: 0–127, never changed, never used again for another family
     * @param name names the sink, {@code write-<name>}
     * @param topic where its cells are published
     * @param sums number of sums; may grow, and stored cells have zeros there
     */
    protected CellFamily(int id, String name, TopicSpec topic, int sums) {
        this(id, name, topic, sums, List.of());
    }

    /**
     * A family with dimensions of its own.
     *
     * @param own what its cells are broken down by besides the common dimensions; their ids count within the family
     */
    protected CellFamily(int id, String name, TopicSpec topic, int sums, List<Dimension> own) {
        if (id < 0 || id > 127 || sums < 0) {
            throw new IllegalArgumentException("family " + name + ": id " + id + ", " + sums + " sums");
        }
        this.id = id;
        this.name = name.toLowerCase(Locale.ROOT);
        this.topic = topic;
        this.sums = sums;
        this.dimensions = Dimension.table(own);
    }

    /** What is stored for it. */
    public final int id() {
        return id;
    }

    /** Its name, for people and for the sink. */
    public final String name() {
        return name;
    }

    /** Where the cells of this family are published. */
    public final TopicSpec topic() {
        return topic;
    }

    /** Number of its sums. */
    public final int sums() {
        return sums;
    }

    /** A cell of this family that holds nothing. */
    public final Cell newCell() {
        return new Cell(sums);
    }

    /** The dimension with a stored id. */
    final Dimension dimension(int stored) {
        Dimension dimension = stored < dimensions.length ? dimensions[stored] : null;
        if (dimension == null) {
            throw new IllegalStateException("cells of " + name + " have no dimension " + stored + " in this release");
        }
        return dimension;
    }

    /** Whether its cells can be broken down by a dimension: a common one, or one of its own. */
    final boolean has(Dimension dimension) {
        return dimension.id() < dimensions.length && Objects.equals(dimensions[dimension.id()], dimension);
    }

    /** The larger cell that a cell is a part of, or null. Facets book the smaller one; once per commit it is added to the larger one. */
    public @Nullable CellKey rollUp(CellKey key) {
        return null;
    }

    /** Key of the published record. */
    public abstract String recordKey(CellKey key);

    /** Value of the published record. */
    public abstract byte[] recordValue(CellKey key, Cell cell, BusinessTime calendar);

    @Override
    public final String toString() {
        return name;
    }
}
