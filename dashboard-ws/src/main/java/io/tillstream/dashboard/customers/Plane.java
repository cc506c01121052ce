package io.tillstream.dashboard.customers;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Customers by two figures at a time, both in steps: one count for each pair of steps. A customer whose step is 0 in either is not counted. */
public final class Plane {

    private final int height;
    private final long[] counts;

    /**
     * @param xSteps steps of the first figure
     * @param ySteps steps of the second
     */
    public Plane(int xSteps, int ySteps) {
        this.height = ySteps + 1;
        this.counts = new long[(xSteps + 1) * height];
    }

    /** Adds to the count of a pair of steps. */
    public void add(int x, int y, long change) {
        if (x > 0 && y > 0) {
            counts[x * height + y] += change;
        }
    }

    /** Writes the counts above zero by {@code x.y}, the lowest step being 1. */
    public void writeTo(ObjectNode cells) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                cells.put(i / height + "." + i % height, counts[i]);
            }
        }
    }
}
