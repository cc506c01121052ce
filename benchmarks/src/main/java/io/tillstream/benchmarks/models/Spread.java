package io.tillstream.benchmarks.models;

import java.util.Random;

/** An evenly spread hash of a key. */
final class Spread {

    private Spread() {}

    static long hash(String key) {
        return new Random(key.hashCode()).nextLong();
    }
}
