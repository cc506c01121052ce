package io.tillstream.contracts.output;

import org.jspecify.annotations.Nullable;

/** The fields of one output type in their order, for writing and reading without databind what is plain. Thread-safe. */
interface PlainShape<T> {

    /** What stands before each value. */
    byte[][] names();

    /** Writes every field, in order. */
    void write(T value, PlainWriter json);

    /** Reads every field, in order. */
    T read(PlainReader json);

    /** The shape of a type; null for those that databind alone writes and reads. */
    @SuppressWarnings("unchecked") // each shape is of the type it is chosen for
    static <T> @Nullable PlainShape<T> of(Class<T> type) {
        Object shape = null;
        if (type == SalesCell.class) {
            shape = new SalesCellShape();
        } else if (type == FunnelCell.class) {
            shape = new FunnelCellShape();
        } else if (type == SeasonalityCell.class) {
            shape = new SeasonalityCellShape();
        } else if (type == CustomerProfile.class) {
            shape = new CustomerProfileShape();
        }
        return (PlainShape<T>) shape;
    }
}
