package io.tillstream.streams.cells;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a cell is broken down by. Those here are common to all families; a family may bring its own, with ids from {@link #FIRST_OWN} on. Each is one constant,
 * and is compared by reference.
 */
public final class Dimension {

    /** The smallest id that a family may give to a dimension of its own. */
    public static final int FIRST_OWN = 64;

    private static final int MAX = 127;

    public static final Dimension TOTAL = new Dimension(0, "total");
    public static final Dimension CATEGORY = new Dimension(1, "category");
    public static final Dimension PRODUCT = new Dimension(2, "product");
    public static final Dimension LOCATION = new Dimension(3, "location");
    public static final Dimension COUNTRY = new Dimension(4, "country");
    public static final Dimension AGE_GROUP = new Dimension(5, "age_group");
    public static final Dimension DEVICE = new Dimension(6, "device");
    public static final Dimension CHANNEL = new Dimension(7, "channel");

    private static final List<Dimension> COMMON =
            List.of(TOTAL, CATEGORY, PRODUCT, LOCATION, COUNTRY, AGE_GROUP, DEVICE, CHANNEL);

    private final int id;
    private final String wireName;

    private Dimension(int id, String wireName) {
        this.id = id;
        this.wireName = wireName;
    }

    /**
     * A dimension of one family.
     *
     * @param id is stored: {@link #FIRST_OWN}–127, never changed, never used again in this family
     * @param wireName the name in JSON and in record keys
     */
    public static Dimension own(int id, String wireName) {
        if (id < FIRST_OWN || id > MAX) {
            throw new IllegalArgumentException("dimension " + wireName + " has id " + id);
        }
        return new Dimension(id, wireName);
    }

    /** What is stored for it. */
    public int id() {
        return id;
    }

    /** The name in JSON and in record keys. */
    public String wireName() {
        return wireName;
    }

    /** The common dimensions and a family's own, each at its id. */
    static @Nullable Dimension[] table(List<Dimension> own) {
        int length = own.stream().mapToInt(Dimension::id).max().orElse(COMMON.size() - 1) + 1;
        @Nullable Dimension[] table = new @Nullable Dimension[length];
        COMMON.forEach(dimension -> table[dimension.id] = dimension);
        for (Dimension dimension : own) {
            if (table[dimension.id] != null) {
                throw new IllegalArgumentException(
                        "dimensions " + table[dimension.id] + " and " + dimension + " share id " + dimension.id);
            }
            table[dimension.id] = dimension;
        }
        return table;
    }

    @Override
    public String toString() {
        return wireName;
    }
}
