package io.tillstream.streams.forecast;

import io.tillstream.contracts.money.Micros;
import java.util.Map;
import java.util.TreeMap;

/** The daily gross sales of one dimension's value as they are known, and whether its forecast is out of date. Not thread-safe. */
final class SalesSeries {

    /** Longest history that is learned from: two years. */
    private static final int LONGEST_DAYS = 728;

    /** A share of all sales that must have moved before a forecast is made anew within a day. */
    private static final double MATERIAL = 0.01;

    private static final int NEVER = Integer.MIN_VALUE;

    private final String dimension;
    private final String value;
    private final TreeMap<Integer, Long> grossMicros = new TreeMap<>();
    private int madeThrough = NEVER;
    private long movedMicros;

    SalesSeries(String dimension, String value) {
        this.dimension = dimension;
        this.value = value;
    }

    String dimension() {
        return dimension;
    }

    String value() {
        return value;
    }

    /** Takes in the newest state of a day. */
    void put(int day, long micros) {
        Long before = grossMicros.put(day, micros);
        if (day <= madeThrough) {
            movedMicros += Math.abs(micros - (before == null ? 0 : before));
        }
    }

    /** Whether a forecast from the days through the given one would be another than the last that was made. */
    boolean isDue(int through) {
        if (grossMicros.isEmpty() || grossMicros.firstKey() > through) {
            return false;
        }
        return madeThrough != through || movedMicros > MATERIAL * sum(grossMicros.headMap(through, true));
    }

    /** Remembers that a forecast was made. */
    void made(int through) {
        madeThrough = through;
        movedMicros = 0;
    }

    /** Gross sales of the days from the one to the other, both included. */
    long grossMicros(int from, int through) {
        return sum(grossMicros.subMap(from, true, through, true));
    }

    private static long sum(Map<Integer, Long> days) {
        return days.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The days through the given one, which has sales on or before it; days without sales are 0. */
    DailySales through(int day) {
        int first = Math.max(grossMicros.firstKey(), day - LONGEST_DAYS + 1);
        double[] gross = new double[day - first + 1];
        grossMicros
                .subMap(first, true, day, true)
                .forEach((at, micros) -> gross[at - first] = Math.max(0, (double) micros / Micros.PER_UNIT));
        return new DailySales(first, gross);
    }
}
