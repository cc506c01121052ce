package io.tillstream.stack.audit;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The newest of several statements by event time. When two of one time differ, either is right. */
final class Newest<T extends Comparable<T>> {

    private long at = Long.MIN_VALUE;
    private Set<T> values = Set.of();

    void say(long when, @Nullable T value) {
        if (value == null || when < at) {
            return;
        }
        if (when > at) {
            at = when;
            values = Set.of(value);
        } else if (!values.contains(value)) {
            Set<T> both = new TreeSet<>(values);
            both.add(value);
            values = both;
        }
    }

    /** The newest value: the given one if it is (one of) the newest, else any of these; null when nothing was said. */
    @Nullable
    T like(@Nullable T stored) {
        if (values.isEmpty() || (stored != null && values.contains(stored))) {
            return values.isEmpty() ? null : stored;
        }
        return values.iterator().next();
    }
}
