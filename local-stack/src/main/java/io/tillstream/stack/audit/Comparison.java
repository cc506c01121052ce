package io.tillstream.stack.audit;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lays stored records beside recounted ones, key by key and component by component; {@code freshThrough} is left out, since it says when and not what.
 *
 * @param <K> what a record is found by
 * @param <R> the type of record
 */
final class Comparison<K, R extends Record> {

    private static final double RELATIVE_ERROR = 1e-9;

    private final Family family;
    private final Place place;
    private final List<RecordComponent> components;
    private final Recounted<K, R> recounted;
    private final Predicate<R> blank;
    private final Set<K> seen = new HashSet<>();

    /**
     * Gives what the log says.
     *
     * @param <K> what a record is found by
     * @param <R> the type of record
     */
    interface Recounted<K, R> {
        /**
         * The record of a key.
         *
         * @param stored what is stored, from which a part is taken over where more than one answer is right; null when nothing is stored
         * @return null when the log knows nothing of the key
         */
        @Nullable
        R of(K key, @Nullable R stored);
    }

    /**
     * @param blank whether a record says nothing, and so may as well be missing
     */
    Comparison(Family family, Place place, Class<R> type, Recounted<K, R> recounted, Predicate<R> blank) {
        this.family = family;
        this.place = place;
        this.components = Arrays.stream(type.getRecordComponents())
                .filter(component -> !component.getName().equals("freshThrough"))
                .toList();
        this.recounted = recounted;
        this.blank = blank;
    }

    /** Compares one stored record. */
    void stored(K key, R stored) {
        family.compared(place);
        if (!seen.add(key)) {
            family.differs(place, text(key), "", "once", "more than once");
            return;
        }
        R expected = recounted.of(key, stored);
        if (expected == null) {
            if (!blank.test(stored)) {
                family.differs(place, text(key), "", "nothing", stored);
            }
            return;
        }
        List<Difference> fields = new ArrayList<>(0);
        for (RecordComponent component : components) {
            Object right = value(component, expected);
            Object found = value(component, stored);
            if (!agree(right, found)) {
                fields.add(new Difference(
                        place, text(key), component.getName(), String.valueOf(right), String.valueOf(found)));
            }
        }
        if (!fields.isEmpty()) {
            family.differs(fields);
        }
    }

    /** Ends the comparison: what was counted and is not stored is a difference too. */
    void finish(Iterable<K> all) {
        for (K key : all) {
            if (seen.contains(key)) {
                continue;
            }
            R expected = recounted.of(key, null);
            if (expected != null && !blank.test(expected)) {
                family.compared(place);
                family.differs(place, text(key), "", expected, "nothing");
            }
        }
    }

    private static boolean agree(@Nullable Object right, @Nullable Object found) {
        if (right instanceof Double a && found instanceof Double b) {
            return Math.abs(a - b) <= RELATIVE_ERROR * Math.max(1, Math.abs(a));
        }
        return Objects.equals(right, found);
    }

    private static @Nullable Object value(RecordComponent component, Record of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    /** A number is a time in milliseconds; all other keys read well as they are. */
    private static String text(Object key) {
        return key instanceof Long millis ? Instant.ofEpochMilli(millis).toString() : key.toString();
    }
}
