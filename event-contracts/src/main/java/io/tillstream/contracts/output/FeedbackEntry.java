package io.tillstream.contracts.output;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a customer answered or wrote; the value of {@code analytics.feedback.v1}, the only output with the customer's own words.
 *
 * @param eventId the event that said it; one entry each
 * @param customerId who
 * @param at when, by event time
 * @param type of a survey {@code nps}, {@code csat} or {@code satisfaction}; of feedback {@code review}, {@code complaint}, {@code suggestion} or
 *     {@code compliment}; {@code withdrawn} takes back what was said of this event and customer before: the event is another customer's
 * @param score the survey's answer: 0–10 for nps and satisfaction, 1–5 for csat; null for feedback
 * @param rating the stars of feedback, 1–5, if given
 * @param text the customer's words, if any
 * @param sentiment VADER's compound score of the text, −1 to 1; null without a text
 * @param mood {@code positive} from 0.05, {@code negative} to −0.05, else {@code neutral}; null without a text
 * @param productId what the feedback is about, if said
 * @param orderId the order it is about, if said
 * @param channel where it was said, or {@code unknown}
 */
public record FeedbackEntry(
        String eventId,
        String customerId,
        Instant at,
        String type,
        @Nullable Integer score,
        @Nullable Integer rating,
        @Nullable String text,
        @Nullable Double sentiment,
        @Nullable String mood,
        @Nullable String productId,
        @Nullable String orderId,
        String channel) {}
