package io.tillstream.stack.audit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One kind of things compared, such as customers or sales cells: how many, how many differ, and the first that do. */
final class Family {

    static final int SHOWN = 50;

    private final String name;
    private final Map<Place, Long> compared = new EnumMap<>(Place.class);
    private final Map<Place, Long> differing = new EnumMap<>(Place.class);
    private final List<Difference> first = new ArrayList<>();

    Family(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void compared(Place place) {
        compared.merge(place, 1L, Long::sum);
    }

    /** Notes one thing that differs, in one or more fields. */
    void differs(List<Difference> fields) {
        differing.merge(fields.getFirst().place(), 1L, Long::sum);
        if (first.size() < SHOWN) {
            first.addAll(fields);
        }
    }

    void differs(Place place, String key, String field, @Nullable Object recounted, @Nullable Object stored) {
        differs(List.of(new Difference(place, key, field, String.valueOf(recounted), String.valueOf(stored))));
    }

    long differingCount() {
        return differing.values().stream().mapToLong(Long::longValue).sum();
    }

    Map<Place, Long> comparedByPlace() {
        return compared;
    }

    Map<Place, Long> differingByPlace() {
        return differing;
    }

    /** The differences of the first things that differ; the rest is only counted. */
    List<Difference> shown() {
        return first;
    }
}
