package io.tillstream.query.experience;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the shop stands with what a customer answered or wrote.
 *
 * @param status new, in_progress, resolved or closed
 * @param version grows with each change, 0 before the first
 * @param changedAt null before the first
 */
public record FeedbackStatus(
        String status, long version, @Nullable Instant changedAt) {}
