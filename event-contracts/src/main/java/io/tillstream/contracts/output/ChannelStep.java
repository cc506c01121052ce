package io.tillstream.contracts.output;

import java.time.Instant;
import java.time.LocalDate;

/**
 * How often customers went from one marketing channel to another, for the Markov chain; a value of {@code analytics.journeys.v1} under
 * {@code chain|day|from|to}.
 *
 * @param day of the order that the path led to; of a path that led to none, the day of the later visit
 * @param from marketing channel of a visit, or {@link #START}
 * @param to another one, {@link #CONVERSION} or {@link #NULL}
 * @param count how often
 * @param freshThrough when the newest event counted here reached the log
 */
public record ChannelStep(LocalDate day, String from, String to, long count, Instant freshThrough) {

    /** Begins the keys of these cells. */
    public static final String KEY_PREFIX = "chain|";

    /** Where all paths begin. */
    public static final String START = "(start)";

    /** Where paths to an order end. */
    public static final String CONVERSION = "(conversion)";

    /** Where all other paths end. */
    public static final String NULL = "(null)";

    /** Key on the journeys topic. */
    public String key() {
        return KEY_PREFIX + day + "|" + new TextPair(from, to).text();
    }
}
