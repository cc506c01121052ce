package io.tillstream.stack.audit;

import java.time.Duration;

/**
 * What became of every record of one partition of the log. A record is counted, a repetition, no customer's event, or rejected; there is no fifth way. A late
 * event is counted like any other, and said to be late here.
 */
final class PartitionTally {

    /** From this delay on an event is called late. */
    private static final Duration LATE = Duration.ofHours(1);

    long records;
    long counted;
    long repeated;

    /** What the catalogue or the advertising said: it belongs to no customer. */
    long noCustomers;

    long rejected;

    /** Of those counted, the ones that came more than {@link #LATE} after they happened. */
    long late;

    void count(long at, long appended) {
        counted++;
        late += appended - at > LATE.toMillis() ? 1 : 0;
    }

    /** Records accounted for, when so many of them are found on the topic of rejected ones. */
    long accountedFor(long foundRejected) {
        return counted + repeated + noCustomers + foundRejected;
    }
}
