package io.tillstream.contracts.output;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody should look at began or ended; the value of {@code analytics.alerts.v1}.
 *
 * @param id the same for raised and cleared
 * @param rule what was broken, for example {@code model-drift}
 * @param subject of what, for example {@code churn}
 * @param state {@code raised} or {@code cleared}
 * @param value the measured figure; null where there is none
 * @param limit the figure it was held against; null where there is none
 * @param sentence the same in words
 * @param at when
 */
public record Alert(
        String id,
        String rule,
        String subject,
        String state,
        @Nullable Double value,
        @Nullable Double limit,
        String sentence,
        Instant at) {}
