package io.tillstream.query.recent;

import java.time.Duration;

/**
 * How old answers may be.
 *
 * @param dearerThan answers that are made faster than this are made for everybody who asks, so that they are never old
 * @param longest how old an answer may be when it is given; who asks later waits for a new one
 * @param atATime how many of the dear ones are made at the same time; the others wait for their turn
 */
public record RecentSettings(Duration dearerThan, Duration longest, int atATime) {

    /** Of the time, so much at most goes into one dear answer: a tenth. */
    private static final int PAUSE = 10;

    /** Refuses what cannot be meant. */
    public RecentSettings {
        if (dearerThan.isNegative()) {
            throw new IllegalArgumentException("tillstream.query.answers.dearer-than is negative: " + dearerThan);
        }
        if (longest.isNegative()) {
            throw new IllegalArgumentException("tillstream.query.answers.longest is negative: " + longest);
        }
        if (atATime < 1) {
            throw new IllegalArgumentException("tillstream.query.answers.at-a-time is less than 1: " + atATime);
        }
    }

    boolean isDear(Duration cost) {
        return cost.compareTo(dearerThan) >= 0;
    }

    /** The age at which an answer is made anew, if somebody asks; early enough that the new one is there before the old is too old, unless that takes half of the time. */
    Duration renewedAfter(Duration cost) {
        Duration pause = cost.multipliedBy(PAUSE);
        Duration latest = longest.dividedBy(2);
        return pause.compareTo(latest) < 0 ? pause : latest;
    }
}
