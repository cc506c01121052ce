package io.tillstream.streams.bundles;

import com.carrotsearch.hppc.ObjectIntHashMap;
import java.util.ArrayList;
import java.util.List;

/** Numbers texts from 0, so many at most. */
final class Names {

    static final int NONE = -1;

    private final int most;
    private final ObjectIntHashMap<String> numbers = new ObjectIntHashMap<>();
    private final List<String> names = new ArrayList<>();

    Names(int most) {
        this.most = most;
    }

    /** The number of a text, a new one if need be; {@link #NONE} when there are no more. */
    int number(String name) {
        int known = numbers.getOrDefault(name, NONE);
        if (known != NONE || names.size() == most) {
            return known;
        }
        numbers.put(name, names.size());
        names.add(name);
        return names.size() - 1;
    }

    String name(int number) {
        return names.get(number);
    }

    int size() {
        return names.size();
    }
}
