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
 * @param segments the custom segments
 * @param stamp tells models and segments from others, the same after a restart; 0 for none
 */
public record Outlook(
        BusinessTime calendar, @Nullable CutPoints cutPoints, ScoringModels models, SegmentBook segments, int stamp) {

    /** With the stamp that follows from the models and the segments. */
    public Outlook(BusinessTime calendar, @Nullable CutPoints cutPoints, ScoringModels models, SegmentBook segments) {
        this(calendar, cutPoints, models, segments, (models.stamp() * 31 + segments.stamp()) & Integer.MAX_VALUE);
    }

    /** Nothing is known but the calendar. */
    public static Outlook of(BusinessTime calendar) {
        return new Outlook(calendar, null, ScoringModels.NONE, SegmentBook.NONE);
    }
}
