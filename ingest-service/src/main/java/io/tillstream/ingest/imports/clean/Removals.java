package io.tillstream.ingest.imports.clean;

import io.tillstream.ingest.imports.clean.CleaningReport.Example;
import io.tillstream.ingest.imports.clean.CleaningReport.StepResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what each step removed and keeps the first examples. */
final class Removals {

    private static final int EXAMPLES = 5;

    private final Map<Step, Count> counts = new EnumMap<>(Step.class);

    Removals() {
        for (Step step : Step.values()) {
            counts.put(step, new Count());
        }
    }

    void add(Step step, long row, String reason) {
        add(step, row, 1, reason);
    }

    void add(Step step, long row, long rows, String reason) {
        Count count = count(step);
        count.removed += rows;
        if (count.examples.size() < EXAMPLES) {
            count.examples.add(new Example(row, reason));
        }
    }

    long removed(Step step) {
        return count(step).removed;
    }

    /** Reason of the first row that a step removed, or an empty text. */
    String firstReason(Step step) {
        List<Example> examples = count(step).examples;
        return examples.isEmpty() ? "" : examples.getFirst().reason();
    }

    List<StepResult> results(long rows) {
        List<StepResult> results = new ArrayList<>();
        long left = rows;
        for (Step step : Step.values()) {
            Count count = count(step);
            left -= count.removed;
            results.add(new StepResult(step.label(), count.removed, left, List.copyOf(count.examples)));
        }
        return results;
    }

    private Count count(Step step) {
        return counts.computeIfAbsent(step, ignored -> new Count());
    }

    private static final class Count {
        private final List<Example> examples = new ArrayList<>();
        private long removed;
    }
}
