package io.tillstream.query.table;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table, as all formats describe it.
 *
 * @param name as in JSON
 * @param type what the cells hold
 */
public record Column(String name, Type type) {

    /** What a cell holds; any cell may be empty. */
    public enum Type {
        /** Words, ids. */
        TEXT(null),
        /** A whole number. */
        COUNT(null),
        /** Any number. */
        NUMBER(null),
        /** Decimal currency units. */
        AMOUNT("currency"),
        /** A share of something. */
        RATIO("0 to 1"),
        /** A business day. */
        DAY("day"),
        /** A point in time. */
        TIME("UTC"),
        /** True or false. */
        TRUTH(null),
        /** Several values, written as JSON or parted by spaces. */
        NESTED(null);

        private final @Nullable String unit;

        Type(@Nullable String unit) {
            this.unit = unit;
        }

        /** Whether cells are numbers. */
        public boolean isNumber() {
            return this == COUNT || this == NUMBER || this == AMOUNT || this == RATIO;
        }
    }

    /** What a cell is measured in; null for a plain count or text. */
    public @Nullable String unit() {
        if (name.endsWith("_days")) {
            return "days";
        }
        return name.endsWith("_seconds") ? "seconds" : type.unit;
    }
}
