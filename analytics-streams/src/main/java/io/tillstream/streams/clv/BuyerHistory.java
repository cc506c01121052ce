package io.tillstream.streams.clv;

import java.util.Arrays;

/** The days on which one customer bought, and for how much on each. Built in any order of days. Not thread-safe. */
public final class BuyerHistory {

    private int[] days = new int[2];
    private double[] values = new double[2];
    private int size;

    /**
     * Adds an order; several on one day are one purchase.
     *
     * @param day business day, days since 1970
     * @param value in the currency's unit
     */
    public void add(int day, double value) {
        int at = Arrays.binarySearch(days, 0, size, day);
        if (at >= 0) {
            values[at] += value;
            return;
        }
        int place = -at - 1;
        if (size == days.length) {
            days = Arrays.copyOf(days, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        System.arraycopy(days, place, days, place + 1, size - place);
        System.arraycopy(values, place, values, place + 1, size - place);
        days[place] = day;
        values[place] = value;
        size++;
    }

    /** Days with a purchase. */
    public int purchaseDays() {
        return size;
    }

    /** The first day with a purchase; there must be one. */
    public int firstDay() {
        return days[0];
    }

    /** The last day with a purchase; there must be one. */
    public int lastDay() {
        return days[size - 1];
    }

    /** How many days with a purchase there were through a day. */
    int daysThrough(int day) {
        int at = Arrays.binarySearch(days, 0, size, day);
        return at >= 0 ? at + 1 : -at - 1;
    }

    /** What was bought for from the n-th day with a purchase on (counted from 0) up to the one before {@code to}. */
    double value(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }

    /** The history through a day, on or after the first purchase, in days. */
    RepeatBuying through(int day) {
        int known = daysThrough(day);
        return new RepeatBuying(known - 1, days[known - 1] - days[0], day - days[0]);
    }

    /** Mean value of the repeats through a day; 0 without any. */
    double meanRepeat(int day) {
        int known = daysThrough(day);
        return known < 2 ? 0 : value(1, known) / (known - 1);
    }
}
