package io.tillstream.ingest.privacy;

import io.tillstream.contracts.event.CommerceEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an event that is right.
 *
 * @param events what is kept of it: the event itself, and where personal fields were found in it, these as an event of their own; empty when it is withheld
 * @param withheld why it is not kept; null when it is
 */
public record Admission(
        List<CommerceEvent> events, @Nullable Withheld withheld) {

    /** Kept. */
    static Admission of(CommerceEvent event) {
        return new Admission(List.of(event), null);
    }

    /** Not kept. */
    static Admission withheld(Withheld why) {
        return new Admission(List.of(), why);
    }
}
