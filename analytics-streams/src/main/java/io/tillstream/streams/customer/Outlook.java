package io.tillstream.streams.customer;

import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.quantiles.CutPoints;
import org.jspecify.annotations.Nullable;

/**
 * What a customer is judged by beside themselves.
 *
 * @param calendar the shop's calendar
 * @param cutPoints where all others stand; null before the first
 * @param models those that score at present
 */
public record Outlook(BusinessTime calendar, @Nullable CutPoints cutPoints, ScoringModels models) {

    /** Nothing is known but the calendar. */
    public static Outlook of(BusinessTime calendar) {
        return new Outlook(calendar, null, ScoringModels.NONE);
    }
}
