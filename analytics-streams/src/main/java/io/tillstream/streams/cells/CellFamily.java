package io.tillstream.streams.cells;

import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicSpec;
import org.jspecify.annotations.Nullable;

/** A kind of cell: which sums it holds, which topic it goes to and in what form. The order of constants is stored; add at the end. */
public enum CellFamily {
    /** Sales by day and over all time. */
    SALES(TopicCatalogue.SALES, SalesCells.SUMS) {
        @Override
        public @Nullable CellKey rollUp(CellKey key) {
            return SalesCells.rollUp(key);
        }

        @Override
        public String recordKey(CellKey key) {
            return SalesCells.recordKey(key);
        }

        @Override
        public byte[] recordValue(CellKey key, Cell cell, BusinessTime calendar) {
            return SalesCells.recordValue(key, cell);
        }
    },
    /** Funnel steps and cart outcomes by hour. */
    FUNNEL(TopicCatalogue.FUNNEL, FunnelCells.SUMS) {
        @Override
        public @Nullable CellKey rollUp(CellKey key) {
            return FunnelCells.rollUp(key);
        }

        @Override
        public String recordKey(CellKey key) {
            return FunnelCells.recordKey(key);
        }

        @Override
        public byte[] recordValue(CellKey key, Cell cell, BusinessTime calendar) {
            return FunnelCells.recordValue(key, cell);
        }
    },
    /** Orders and sessions by hour. */
    SEASONALITY(TopicCatalogue.SEASONALITY, SeasonalityCells.SUMS) {
        @Override
        public String recordKey(CellKey key) {
            return SeasonalityCells.recordKey(key);
        }

        @Override
        public byte[] recordValue(CellKey key, Cell cell, BusinessTime calendar) {
            return SeasonalityCells.recordValue(key, cell, calendar);
        }
    };

    private final TopicSpec topic;
    private final int sums;

    CellFamily(TopicSpec topic, int sums) {
        this.topic = topic;
        this.sums = sums;
    }

    /** Where the cells of this family are published. */
    public TopicSpec topic() {
        return topic;
    }

    /** A cell of this family that holds nothing. */
    public Cell newCell() {
        return new Cell(sums);
    }

    /** The larger cell that a cell is a part of, or null. Facets book the smaller one; once per commit it is added to the larger one. */
    public @Nullable CellKey rollUp(CellKey key) {
        return null;
    }

    /** Key of the published record. */
    public abstract String recordKey(CellKey key);

    /** Value of the published record. */
    public abstract byte[] recordValue(CellKey key, Cell cell, BusinessTime calendar);
}
