package io.tillstream.contracts.output;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * How many sessions that began on one business day in one place took one path; a value of {@code analytics.journeys.v1} under
 * {@code path|day|outcome|path|channel|device}.
 *
 * @param day on which the sessions began
 * @param channel sales channel of the session's first event, {@code unknown} where the shop did not say
 * @param device likewise
 * @param outcome {@code conversion} or {@code leave}
 * @param path touchpoints in order, repeats of one taken as one, up to the first purchase: at most six, then {@code more}; empty for a purchase without
 *     anything before it
 * @param sessions how many
 * @param freshThrough when the newest event counted here reached the log
 */
public record JourneyPath(
        LocalDate day,
        String channel,
        String device,
        String outcome,
        List<String> path,
        long sessions,
        Instant freshThrough) {

    /** Begins the keys of these cells. */
    public static final String KEY_PREFIX = "path|";

    /** Between two touchpoints of a path that is written as one text. */
    public static final String ARROW = " > ";

    /** The path as one text. */
    public String pathText() {
        return String.join(ARROW, path);
    }

    /** Key on the journeys topic. */
    public String key() {
        return KEY_PREFIX + day + "|" + outcome + "|" + pathText() + "|" + new TextPair(channel, device).text();
    }
}
