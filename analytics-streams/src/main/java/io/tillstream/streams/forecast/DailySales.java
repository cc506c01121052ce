package io.tillstream.streams.forecast;

import java.util.Arrays;

/**
 * Gross sales of business days without a gap, the last of which is over.
 *
 * @param firstDay days since 1970
 * @param gross in the currency's unit, one number of 0 or more per day
 */
record DailySales(int firstDay, double[] gross) {

    static final int WEEK = 7;

    /** Weeks without a sale on a weekday after which it counts as one on which the shop is closed. */
    private static final int CLOSED_WEEKS = 8;

    /** Number of days. */
    int length() {
        return gross.length;
    }

    /** The last day, days since 1970. */
    int lastDay() {
        return firstDay + gross.length - 1;
    }

    /** The same but for the last days. */
    DailySales without(int last) {
        return new DailySales(firstDay, Arrays.copyOf(gross, gross.length - last));
    }

    /** Whether the shop seems to be closed on the weekday of a day ahead, 0 for the first one. */
    boolean isClosed(int ahead) {
        int sameWeekday = gross.length + ahead % WEEK - WEEK;
        for (int week = 0; week < CLOSED_WEEKS; week++) {
            int at = sameWeekday - week * WEEK;
            if (at < 0 || gross[at] > 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether anything was sold in the last eight weeks. */
    boolean isAlive() {
        for (int at = Math.max(0, gross.length - CLOSED_WEEKS * WEEK); at < gross.length; at++) {
            if (gross[at] > 0) {
                return true;
            }
        }
        return false;
    }
}
