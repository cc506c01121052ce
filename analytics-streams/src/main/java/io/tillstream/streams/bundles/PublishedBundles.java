package io.tillstream.streams.bundles;

import com.carrotsearch.hppc.ObjectLongHashMap;
import com.carrotsearch.hppc.cursors.ObjectLongCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands on the topic, as a hash of each key's value, to publish differences only. */
final class PublishedBundles {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** Of a value that may or may not have arrived. */
    private static final long DOUBTFUL = 0;

    private final ObjectLongHashMap<String> standing = new ObjectLongHashMap<>();

    /** A record was read on the topic. */
    void stands(String key, byte @Nullable [] value) {
        if (value == null) {
            standing.remove(key);
        } else {
            standing.put(key, hash(value));
        }
    }

    /** It is not known whether a record arrived. */
    void doubt(String key) {
        standing.put(key, DOUBTFUL);
    }

    /** Whether a value must be sent to be there. */
    boolean differs(String key, byte[] value) {
        int slot = standing.indexOf(key);
        return !standing.indexExists(slot) || standing.indexGet(slot) != hash(value);
    }

    /** Keys that stand on the topic and are none of these. */
    List<String> others(Set<String> keys) {
        List<String> others = new ArrayList<>();
        for (ObjectLongCursor<String> each : standing) {
            if (!keys.contains(each.key)) {
                others.add(each.key);
            }
        }
        return others;
    }

    private static long hash(byte[] value) {
        long hash = FNV_OFFSET;
        for (byte each : value) {
            hash = (hash ^ each) * FNV_PRIME;
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        return hash == DOUBTFUL ? 1 : hash;
    }
}
