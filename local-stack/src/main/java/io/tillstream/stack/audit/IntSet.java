package io.tillstream.stack.audit;

import java.util.Arrays;

/** A set of numbers ≥ 0 in four to twelve bytes each: the buyers of hundreds of thousands of cells would not fit into memory as objects. */
final class IntSet {

    private static final int FREE = -1;

    private int[] slots = {};
    private int size;

    /** Adds a number; true when it was not there yet. */
    boolean add(int number) {
        if ((size + 1) * 4 > slots.length * 3) {
            grow();
        }
        if (!put(slots, number)) {
            return false;
        }
        size++;
        return true;
    }

    boolean contains(int number) {
        if (size == 0) {
            return false;
        }
        int mask = slots.length - 1;
        int slot = (number * 0x9E3779B9) >>> 7 & mask;
        while (slots[slot] != FREE && slots[slot] != number) {
            slot = (slot + 1) & mask;
        }
        return slots[slot] == number;
    }

    int size() {
        return size;
    }

    private void grow() {
        int[] old = slots;
        slots = new int[Math.max(4, old.length * 2)];
        Arrays.fill(slots, FREE);
        for (int number : old) {
            if (number != FREE) {
                put(slots, number);
            }
        }
    }

    private static boolean put(int[] slots, int number) {
        int mask = slots.length - 1;
        int slot = (number * 0x9E3779B9) >>> 7 & mask;
        while (slots[slot] != FREE) {
            if (slots[slot] == number) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        slots[slot] = number;
        return true;
    }
}
