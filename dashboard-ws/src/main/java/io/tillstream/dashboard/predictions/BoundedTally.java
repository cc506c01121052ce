package io.tillstream.dashboard.predictions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts customers by one of a few names, each of which gets a small number. Number 0 is "no name"; names beyond the bound get it too. */
final class BoundedTally {

    private final List<String> names = new ArrayList<>();
    private final long[] counts;

    /** @param bound how many names at most */
    BoundedTally(int bound) {
        this.counts = new long[bound + 1];
    }

    /** The number of a name. */
    int indexOf(@Nullable String name) {
        if (name == null) {
            return 0;
        }
        int known = names.indexOf(name);
        if (known < 0 && names.size() < counts.length - 1) {
            names.add(name);
            return names.size();
        }
        return known + 1;
    }

    /** Adds to the count of a number. */
    void add(int index, long change) {
        counts[index] += change;
    }

    /** Counts above zero by name, without the nameless. */
    Map<String, Long> byName() {
        Map<String, Long> result = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (counts[i + 1] > 0) {
                result.put(names.get(i), counts[i + 1]);
            }
        }
        return result;
    }
}
