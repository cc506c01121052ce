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

    /** Whether a value is (one of) the newest; null is right when nothing was ever said. */
    boolean allows(@Nullable T value) {
        return value == null ? values.isEmpty() : values.contains(value);
    }

    @Nullable
    T any() {
        return values.isEmpty() ? null : values.iterator().next();
    }
}
