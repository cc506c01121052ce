package io.tillstream.query.models;

import io.tillstream.contracts.output.ModelCard;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether there is a model of a name, and why not.
 *
 * @param available whether a champion scores
 * @param reason why none does, in words with figures; null when one does
 * @param version the champion's
 * @param trainedAt when the champion was trained
 * @param card what is known of the champion
 */
public record ModelState(
        boolean available,
        @Nullable String reason,
        @Nullable String version,
        @Nullable Instant trainedAt,
        @Nullable ModelCard card) {

    static ModelState missing(String reason) {
        return new ModelState(false, reason, null, null, null);
    }
}
