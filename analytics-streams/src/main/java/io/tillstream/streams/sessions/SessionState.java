package io.tillstream.streams.sessions;

import com.carrotsearch.hppc.LongArrayList;

/** Sessions counted, and the recent ones as intervals: start and end in milliseconds, in ascending order, two longs each. */
final class SessionState {

    long sessions;
    final LongArrayList recent = new LongArrayList(2);
}
