package io.tillstream.streams.registry;

import org.jspecify.annotations.Nullable;

/**
 * One training.
 *
 * @param id unique
 * @param trigger {@code schedule}, {@code start} or {@code request}
 * @param by who asked for it, or null
 * @param model the only one to train; null for all
 */
public record TrainingRun(
        String id,
        String trigger,
        @Nullable String by,
        @Nullable String model) {}
