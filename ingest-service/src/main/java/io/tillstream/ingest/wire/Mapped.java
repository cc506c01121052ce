package io.tillstream.ingest.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one event of a wire format comes to.
 *
 * @param events its canonical events, not checked yet
 * @param ignoredBecause the rule by which it is none; null when it is some
 */
public record Mapped(List<CanonicalEvent> events, @Nullable String ignoredBecause) {

    /** Canonical events. */
    public static Mapped to(CanonicalEvent... events) {
        return new Mapped(List.of(events), null);
    }

    /** Canonical events. */
    public static Mapped to(List<CanonicalEvent> events) {
        return new Mapped(List.copyOf(events), null);
    }

    /** Counted, and no event. */
    public static Mapped ignored(String rule) {
        return new Mapped(List.of(), rule);
    }
}
