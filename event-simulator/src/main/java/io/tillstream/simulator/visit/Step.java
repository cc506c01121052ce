package io.tillstream.simulator.visit;

import io.tillstream.contracts.event.Action;
import io.tillstream.contracts.event.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One act of a visit.
 *
 * @param gapMillis pause before it, in milliseconds, at the pace of a person
 * @param items the lines concerned, empty where an act has none
 * @param text the address of a page, the words of a search, or null
 * @param amountMicros what a refund pays back, else 0
 * @param form makes the event of an act that needs more than the above; null for those of a visit
 */
public record Step(
        Action action,
        long gapMillis,
        List<Item> items,
        @Nullable String text,
        long amountMicros,
        @Nullable EventForm form) {

    Step(Action action, long gapMillis, List<Item> items, @Nullable String text, long amountMicros) {
        this(action, gapMillis, items, text, amountMicros, null);
    }

    /** An act with a form of its own. */
    public static Step of(Action action, long gapMillis, EventForm form) {
        return new Step(action, gapMillis, List.of(), null, 0, form);
    }
}
