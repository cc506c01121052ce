package io.tillstream.query.journeys;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One path of sessions.
 *
 * @param path touchpoints in order, repeats taken as one: at most six, then {@code more}
 * @param outcome {@code conversion} or {@code leave}
 * @param sessions how many took it
 * @param share of all sessions chosen, 0–1
 * @param conversionRate of all sessions with this path, whatever their outcome, how many led to a purchase; null when only one outcome was asked for
 */
public record PathRow(
        List<String> path,
        String outcome,
        long sessions,
        double share,
        @Nullable Double conversionRate) {}
