package io.tillstream.streams.experience;

import io.tillstream.streams.sentiment.Sentiment;
import org.jspecify.annotations.Nullable;

/**
 * Something a customer wrote, and how it sounds.
 *
 * @param text the words, not blank
 * @param sentiment compound score, −1 to 1
 */
record Heard(String text, double sentiment) {

    private static final double UNITS = 10_000;

    /** Null when nothing was written. */
    static @Nullable Heard of(@Nullable String text) {
        return text == null || text.isBlank() ? null : new Heard(text, Sentiment.compound(text));
    }

    /** {@code positive}, {@code neutral} or {@code negative}. */
    String mood() {
        return Sentiment.label(sentiment);
    }

    /** The compound score in 1/10,000, which it is rounded to. */
    long sentimentUnits() {
        return Math.round(sentiment * UNITS);
    }
}
