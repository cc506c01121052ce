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
 */
public record Step(
        Action action,
        long gapMillis,
        List<Item> items,
        @Nullable String text,
        long amountMicros) {}
