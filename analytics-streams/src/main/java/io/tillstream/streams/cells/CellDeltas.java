package io.tillstream.streams.cells;

import java.util.Arrays;

/**
 * Changes to cells, combined by the name of the cell, until they are sent.
 *
 * <p>An open-addressing table: a cell is looked up several times for each event, and a change to a cell already in it makes no garbage. Order of
 * iteration is that in which cells were first touched, so that the same events give the same records.
 */
public final class CellDeltas {

    private static final int SMALLEST = 1_024;

    private int[] slots = new int[2 * SMALLEST];
    private CellKey[] keys = new CellKey[SMALLEST];
    private Cell[] cells = new Cell[SMALLEST];
    private int size;

    /** Takes the cells one by one. */
    public interface Visitor {
        /** One cell and its name. */
        void visit(CellKey key, Cell delta);
    }

    /** The change to a cell, to add to. */
    public Cell at(CellKey key) {
        int mask = slots.length - 1;
        int slot = spread(key.hashCode()) & mask;
        for (int index = slots[slot]; index != 0; index = slots[slot]) {
            if (keys[index - 1].equals(key)) {
                return cells[index - 1];
            }
            slot = slot + 1 & mask;
        }
        return insert(slot, key);
    }

    private Cell insert(int slot, CellKey key) {
        if (!key.family().has(key.dimension())) {
            throw new IllegalArgumentException(
                    "dimension " + key.dimension() + " is none of the family " + key.family());
        }
        Cell cell = key.family().newCell();
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            cells = Arrays.copyOf(cells, 2 * size);
            append(key, cell);
            rehash();
        } else {
            append(key, cell);
            slots[slot] = size;
        }
        return cell;
    }

    private void append(CellKey key, Cell cell) {
        keys[size] = key;
        cells[size] = cell;
        size++;
    }

    private void rehash() {
        slots = new int[2 * keys.length];
        int mask = slots.length - 1;
        for (int index = 1; index <= size; index++) {
            int slot = spread(keys[index - 1].hashCode()) & mask;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = index;
        }
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ mixed >>> 15;
    }

    /** Adds each cell to the larger one that it is a part of. */
    public void rollUp() {
        int booked = size;
        for (int i = 0; i < booked; i++) {
            CellKey larger = keys[i].family().rollUp(keys[i]);
            if (larger != null) {
                cells[i].rollUpInto(at(larger));
            }
        }
    }

    /** Number of cells touched. */
    public int size() {
        return size;
    }

    /** Visits all. */
    public void forEach(Visitor visitor) {
        for (int i = 0; i < size; i++) {
            visitor.visit(keys[i], cells[i]);
        }
    }

    /** Forgets all. */
    public void clear() {
        if (keys.length > 64 * SMALLEST) {
            slots = new int[2 * SMALLEST];
            keys = new CellKey[SMALLEST];
            cells = new Cell[SMALLEST];
        } else {
            Arrays.fill(slots, 0);
            Arrays.fill(keys, 0, size, null);
            Arrays.fill(cells, 0, size, null);
        }
        size = 0;
    }
}
