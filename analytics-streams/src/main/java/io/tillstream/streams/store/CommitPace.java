package io.tillstream.streams.store;

import java.time.Duration;

/**
 * How often to commit: soon while the stream is up to date, so that what happens is seen at once; seldom while it catches up, so that a customer with many
 * events in the backlog is written once for all of them.
 *
 * <p>One for all tasks of an instance, because a commit of one task commits its thread's others too. Safe for several threads.
 */
public final class CommitPace {

    /** Records that are older than this when their turn comes mean that the stream is behind. */
    static final Duration BEHIND = Duration.ofSeconds(2);

    private static final long REMEMBERED_MILLIS = 500;
    private static final long RESOLUTION_MILLIS = 100;

    private final long upToDateMillis;
    private final long behindMillis;
    private volatile long lastBehindAt = Long.MIN_VALUE / 2;

    /**
     * Sets the intervals.
     *
     * @param upToDate time between commits while the stream is up to date
     * @param behind time between commits while it catches up
     */
    public CommitPace(Duration upToDate, Duration behind) {
        upToDateMillis = upToDate.toMillis();
        behindMillis = behind.toMillis();
    }

    /** The pace by default: 0.3 s and 3 s. */
    public static CommitPace usual() {
        return new CommitPace(Duration.ofMillis(300), Duration.ofSeconds(3));
    }

    /**
     * Notes that a record's turn has come.
     *
     * @param nowMillis the time on the clock, milliseconds since 1970
     * @param appendedAtMillis when the record reached the log, milliseconds since 1970
     */
    public void note(long nowMillis, long appendedAtMillis) {
        if (nowMillis - appendedAtMillis > BEHIND.toMillis() && nowMillis - lastBehindAt > RESOLUTION_MILLIS) {
            lastBehindAt = nowMillis;
        }
    }

    /** Whether the stream catches up at this time of the clock. */
    public boolean isBehind(long nowMillis) {
        return nowMillis - lastBehindAt < REMEMBERED_MILLIS;
    }

    /** Whether it is time for the next commit. */
    public boolean isDue(long nowMillis, long lastCommitMillis) {
        return nowMillis - lastCommitMillis >= (isBehind(nowMillis) ? behindMillis : upToDateMillis);
    }
}
