package io.tillstream.dashboard.predictions;

import com.carrotsearch.hppc.LongObjectHashMap;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.Comparator;
import java.util.TreeSet;

/**
 * The customers with the greatest scores, in bounded memory: {@link #KEPT} are kept for the few that are shown, so that those who sink do not leave a gap. The
 * customer that sinks below all kept ones is forgotten until the next profile.
 */
final class Ranking {

    static final int KEPT = 500;

    private record Place(long hash, double score, Standing standing) {}

    private static final Comparator<Place> GREATEST_FIRST =
            Comparator.comparingDouble(Place::score).reversed().thenComparingLong(Place::hash);

    private final LongObjectHashMap<Place> byHash = new LongObjectHashMap<>();
    private final TreeSet<Place> ranked = new TreeSet<>(GREATEST_FIRST);

    /** Takes a customer in, or moves them. */
    void put(long hash, double score, Standing standing) {
        remove(hash);
        if (ranked.size() >= KEPT && ranked.last().score() >= score) {
            return;
        }
        Place place = new Place(hash, score, standing);
        byHash.put(hash, place);
        ranked.add(place);
        if (ranked.size() > KEPT) {
            byHash.remove(ranked.removeLast().hash());
        }
    }

    /** Takes a customer out who does not belong to it any more. */
    void remove(long hash) {
        Place before = byHash.remove(hash);
        if (before != null) {
            ranked.remove(before);
        }
    }

    /** Writes the first ones, greatest first. */
    void writeTo(ArrayNode rows, int count) {
        ranked.stream().limit(count).forEach(place -> place.standing().writeTo(rows.addObject()));
    }
}
