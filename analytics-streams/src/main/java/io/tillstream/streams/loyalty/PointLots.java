package io.tillstream.streams.loyalty;

/** Open points by the month they were earned in, oldest first. */
final class PointLots {

    private final int[] months;
    private final long[] points;
    private int oldest;
    private int end;
    private long open;
    private long owed;

    /** @param most how many months may earn */
    PointLots(int most) {
        months = new int[most];
        points = new long[most];
    }

    /** Open points. */
    long open() {
        return open;
    }

    /** Points are earned; what is owed is paid first. */
    void earn(int month, long earned) {
        long paid = Math.min(owed, earned);
        owed -= paid;
        if (earned > paid) {
            months[end] = month;
            points[end] = earned - paid;
            open += points[end];
            end++;
        }
    }

    /** The oldest go; what is beyond all of them is owed. */
    void take(long wanted) {
        long left = wanted;
        while (left > 0 && oldest < end) {
            long taken = Math.min(left, points[oldest]);
            points[oldest] -= taken;
            open -= taken;
            left -= taken;
            if (points[oldest] == 0) {
                oldest++;
            }
        }
        owed += left;
    }

    /** Those earned before a month go; how many that are. */
    long expire(int before) {
        long expired = 0;
        while (oldest < end && months[oldest] < before) {
            expired += points[oldest];
            oldest++;
        }
        open -= expired;
        return expired;
    }
}
