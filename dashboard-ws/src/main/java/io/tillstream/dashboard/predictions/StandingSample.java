package io.tillstream.dashboard.predictions;

import java.util.Collection;
import java.util.TreeMap;

/** A uniform sample of buyers that stays the same from one moment to the next: those with the smallest hashes. */
final class StandingSample {

    private final int limit;
    private final TreeMap<Long, Standing> byHash = new TreeMap<>();

    /** @param limit how many are kept at most */
    StandingSample(int limit) {
        this.limit = limit;
    }

    void put(long hash, Standing standing) {
        if (limit == 0 || byHash.size() >= limit && hash > byHash.lastKey()) {
            return;
        }
        byHash.put(hash, standing);
        if (byHash.size() > limit) {
            byHash.pollLastEntry();
        }
    }

    void remove(long hash) {
        byHash.remove(hash);
    }

    Collection<Standing> points() {
        return byHash.values();
    }
}
