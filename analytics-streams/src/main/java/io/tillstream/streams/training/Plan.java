package io.tillstream.streams.training;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * At which times customers are looked at for one outcome, and how these are split in time: learning first, then calibration, then the hold-out. Each part's
 * outcomes are complete before the next part begins.
 *
 * @param horizonMillis how long after a snapshot its outcome is known
 * @param train times of the snapshots to learn from, milliseconds since 1970
 * @param calibrate those to calibrate on
 * @param test those to measure on
 */
@SuppressWarnings("ArrayRecordComponent") // read in loops, never compared
record Plan(long horizonMillis, long[] train, long[] calibrate, long[] test) {

    private static final long DAY = Duration.ofDays(1).toMillis();

    /** Longest history learned from. */
    static final int MOST_DAYS = 3 * 365;

    /** Snapshots 15 days apart to learn from; one to calibrate on and one to measure on. */
    static Plan churn(long newestEventAt, long firstEventAt, int horizonDays) {
        long horizon = horizonDays * DAY;
        long test = newestEventAt - horizon;
        long calibrate = test - horizon;
        return new Plan(
                horizon,
                steps(calibrate - horizon, Math.max(firstEventAt, newestEventAt - MOST_DAYS * DAY), 15 * DAY, 20),
                new long[] {calibrate},
                new long[] {test});
    }

    /** Snapshots a week apart, and the four newest to measure on, the four before to calibrate on. */
    static Plan purchase(long newestEventAt, long firstEventAt, int horizonDays) {
        long step = horizonDays * DAY;
        return new Plan(
                step,
                steps(newestEventAt - 9 * step, firstEventAt, step, 12),
                steps(newestEventAt - 5 * step, firstEventAt, step, 4),
                steps(newestEventAt - step, firstEventAt, step, 4));
    }

    private static long[] steps(long newest, long oldest, long step, int most) {
        List<Long> times = new ArrayList<>();
        for (long at = newest; at > oldest && times.size() < most; at -= step) {
            times.add(at);
        }
        return times.reversed().stream().mapToLong(Long::longValue).toArray();
    }
}
