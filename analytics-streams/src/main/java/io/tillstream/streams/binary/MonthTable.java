package io.tillstream.streams.binary;

import java.util.Arrays;

/** Numbers of one customer by month, in rising order of months; a month that is asked for is made with zeros. 4 bytes a month, and 8 for each number, in memory. */
public final class MonthTable {

    private int[] months = new int[1];
    private final long[][] columns;
    private int size;

    /** An empty table with so many numbers a month. */
    public MonthTable(int columns) {
        this.columns = new long[columns][1];
    }

    /** Number of months. */
    public int size() {
        return size;
    }

    /** The month of a row. */
    public int month(int row) {
        return months[row];
    }

    /** A number of a row. */
    public long get(int row, int column) {
        return columns[column][row];
    }

    /** Changes a number of a row. */
    public void set(int row, int column, long value) {
        columns[column][row] = value;
    }

    /** Adds to a number of a row. */
    public void add(int row, int column, long more) {
        columns[column][row] += more;
    }

    /** The row of a month, or where it would be inserted as −row − 1. */
    public int find(int month) {
        return Arrays.binarySearch(months, 0, size, month);
    }

    /** The row of a month, which is made when there is none. */
    public int row(int month) {
        int found = find(month);
        if (found >= 0) {
            return found;
        }
        int row = -found - 1;
        if (size == months.length) {
            resize(size + Math.max(1, size / 2));
        }
        System.arraycopy(months, row, months, row + 1, size - row);
        months[row] = month;
        for (long[] column : columns) {
            System.arraycopy(column, row, column, row + 1, size - row);
            column[row] = 0;
        }
        size++;
        return row;
    }

    private void resize(int length) {
        months = Arrays.copyOf(months, length);
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Arrays.copyOf(columns[i], length);
        }
    }

    /** Writes or reads the numbers of a row. */
    public interface Row {
        /** Does it. */
        void at(int row);
    }

    /** Writes the months, each followed by its numbers. */
    public void write(BinaryWriter out, Row numbers) {
        out.writeUnsigned(size);
        int before = 0;
        for (int i = 0; i < size; i++) {
            out.writeSigned(months[i] - before);
            numbers.at(i);
            before = months[i];
        }
    }

    /** Reads what {@link #write} wrote into an empty table. */
    public void read(BinaryReader in, Row numbers) {
        size = in.readCount();
        resize(Math.max(1, size));
        int before = 0;
        for (int i = 0; i < size; i++) {
            before += (int) in.readSigned();
            months[i] = before;
            numbers.at(i);
        }
    }
}
