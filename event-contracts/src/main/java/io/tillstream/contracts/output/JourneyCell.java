package io.tillstream.contracts.output;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Where sessions that began on one business day in one place led, and how long orders of that day took; a value of {@code analytics.journeys.v1} under
 * {@code steps|day|channel|device}. All figures are counts, so that days and places add up.
 *
 * @param day on which the sessions began; of the times, the day of the order
 * @param channel sales channel of the session's first event, of the times that of the order; {@code unknown} where the shop did not say
 * @param device likewise
 * @param sessions that began
 * @param conversions of these, with a purchase
 * @param steps from one touchpoint to the next, repeats of one touchpoint taken as one, up to the first purchase; those that occur
 * @param fromSessionStart of the orders: time since their session began
 * @param fromFirstTouch of the orders: time since the first visit of the attribution window began
 * @param freshThrough when the newest event counted here reached the log
 */
public record JourneyCell(
        LocalDate day,
        String channel,
        String device,
        long sessions,
        long conversions,
        List<Step> steps,
        List<Duration> fromSessionStart,
        List<Duration> fromFirstTouch,
        Instant freshThrough) {

    /** Begins the keys of these cells. */
    public static final String KEY_PREFIX = "steps|";

    /** Key on the journeys topic. */
    public String key() {
        return KEY_PREFIX + day + "|" + new TextPair(channel, device).text();
    }

    /**
     * From one touchpoint to another.
     *
     * @param from {@code start}, {@code home}, {@code page}, {@code search}, {@code product}, {@code cart}, {@code checkout}, {@code abandon} or
     *     {@code more}, which stands for all that follows in a session with more than 50 touches
     * @param to one of these but start, or {@code conversion} or {@code leave}
     * @param count how often
     */
    public record Step(String from, String to, long count) {}

    /**
     * How often something took about so long.
     *
     * @param seconds known to 1.6 %
     * @param count how often
     */
    public record Duration(long seconds, long count) {}
}
