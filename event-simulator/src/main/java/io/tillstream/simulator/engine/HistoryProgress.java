package io.tillstream.simulator.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the publishing of the history is.
 *
 * @param percent of the history's time, 0–100
 * @param events number of its events made so far
 * @param acknowledged number of its events, from the start, that Kafka has all acknowledged
 * @param from first instant of the history, null before it is known
 * @param to first instant after it, null before it is known
 * @param reached event time reached, null before it is known
 */
public record HistoryProgress(
        double percent,
        long events,
        long acknowledged,
        boolean done,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Instant reached) {

    static final HistoryProgress NONE = new HistoryProgress(0, 0, 0, false, null, null, null);
}
