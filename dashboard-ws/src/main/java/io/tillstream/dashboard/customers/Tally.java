package io.tillstream.dashboard.customers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts customers by a name, giving each name a small number. Number 0 is "no name". At most 254 names; further ones are counted as {@code other}. */
public final class Tally {

    private static final int MAX_NAMES = 254;
    private static final String OTHER = "other";

    private final List<String> names = new ArrayList<>();
    private final long[] counts = new long[MAX_NAMES + 2];

    /** The number of a name. */
    public int indexOf(@Nullable String name) {
        if (name == null) {
            return 0;
        }
        int known = names.indexOf(name);
        if (known >= 0) {
            return known + 1;
        }
        if (names.size() >= MAX_NAMES) {
            return indexOfOther();
        }
        names.add(name);
        return names.size();
    }

    private int indexOfOther() {
        if (!OTHER.equals(names.getLast())) {
            names.add(OTHER);
        }
        return names.size();
    }

    /** Adds to the count of a number. */
    public void add(int index, long change) {
        counts[index] += change;
    }

    /** Counts above zero by name, without the nameless. */
    public Map<String, Long> byName() {
        Map<String, Long> result = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (counts[i + 1] > 0) {
                result.put(names.get(i), counts[i + 1]);
            }
        }
        return result;
    }
}
