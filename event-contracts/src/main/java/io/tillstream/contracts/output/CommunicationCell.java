package io.tillstream.contracts.output;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What became of messages to customers; a value of {@code analytics.growth.v1} under {@code communication|day|dimension|channel|value}.
 *
 * <p>A message counts on the day it was sent, as it stands now. One that was clicked was opened, and one that was opened, clicked or unsubscribed from was
 * delivered. What happens to a message whose sending is not known waits for it and counts nothing.
 *
 * <p>By dimension: {@code campaign} counts messages of a channel and campaign. {@code people}, {@code people_channel} and {@code people_campaign} have no day and count
 * distinct people over all time: to whom at least one message was sent, who opened at least one and so on. {@code received_7_days} and {@code received_30_days} count
 * messages by how many the person was sent in these days up to the message, itself included: 1, 2, 3-4, 5-7, 8-14 or 15+.
 *
 * @param day business day of the sending; null for all time
 * @param dimension see above
 * @param channel for example {@code email}; {@code all} for dimension people
 * @param value the campaign, the number of messages, or {@code all}
 * @param sent messages, or people
 * @param delivered of these, delivered
 * @param opened of these, opened
 * @param clicked of these, clicked
 * @param converted of these, those that at least one order is attributed to
 * @param unsubscribed of these, those that somebody unsubscribed by
 * @param deliveryReports messages of which a {@code message_delivered} is known; where there are none, nothing can be said about what bounced
 * @param orders attributed to them: the last click in the 7 days before an order wins, and each order counts once; 0 for people
 * @param grossMicros amount of these orders; 0 for people
 * @param freshThrough when the newest event counted here reached the log
 */
public record CommunicationCell(
        @Nullable LocalDate day,
        String dimension,
        String channel,
        String value,
        long sent,
        long delivered,
        long opened,
        long clicked,
        long converted,
        long unsubscribed,
        long deliveryReports,
        long orders,
        @Money @JsonProperty("gross") long grossMicros,
        Instant freshThrough) {

    /** Begins the keys of these values. */
    public static final String KEY_PREFIX = "communication|";
}
