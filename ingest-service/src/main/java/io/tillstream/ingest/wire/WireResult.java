package io.tillstream.ingest.wire;

import io.tillstream.ingest.privacy.WithheldCount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the events of one body; the four together are all of them.
 *
 * @param accepted events that are in the log
 * @param quarantined events that were wrong, or partly so, and are kept aside
 * @param ignored events that a documented rule takes for none
 * @param withheld events that are right and not kept: of crawlers, and without consent
 */
public record WireResult(int accepted, List<Quarantined> quarantined, int ignored, WithheldCount withheld) {

    /**
     * One event that was wrong.
     *
     * @param index its position in the body, from 0
     * @param eventId its id, where it has one
     * @param field path of the field that is wrong
     * @param reason what is wrong with it
     */
    public record Quarantined(int index, @Nullable String eventId, String field, String reason) {}
}
