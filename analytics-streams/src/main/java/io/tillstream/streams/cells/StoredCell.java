package io.tillstream.streams.cells;

/**
 * A cell with its name.
 *
 * @param key its name
 * @param cell its value, or a change to it
 */
public record StoredCell(CellKey key, Cell cell) {}
