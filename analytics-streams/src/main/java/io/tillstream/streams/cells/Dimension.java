package io.tillstream.streams.cells;

import java.util.Locale;

/** What a cell is broken down by. The order of constants is stored; add at the end. */
public enum Dimension {
    TOTAL,
    CATEGORY,
    PRODUCT,
    LOCATION,
    COUNTRY,
    AGE_GROUP,
    DEVICE,
    CHANNEL;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in JSON and in record keys. */
    public String wireName() {
        return wireName;
    }
}
