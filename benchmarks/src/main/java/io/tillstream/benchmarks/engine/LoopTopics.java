package io.tillstream.benchmarks.engine;

import java.util.List;

/** Where the loop keeps a copy of its state. */
final class LoopTopics {

    static final String CUSTOMERS = "benchmark-loop-customers";
    static final String CELLS = "benchmark-loop-cells";
    static final List<String> CHANGELOGS = List.of(CUSTOMERS, CELLS);

    private LoopTopics() {}
}
