package io.tillstream.query.funnel;

import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.query.database.Rows;
import io.tillstream.query.request.Filters;
import io.tillstream.query.request.Parameter;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells runs through the funnel from what customers did, by the rule of the cells: a step counts only after the one before it, less than 30 minutes after the last event of the
 * run or within 24 hours of its first; a purchase that completes none is a direct one and leaves the run as it is. A run has the day, device, channel and country of its first
 * event, and filters on these are on the run.
 *
 * <p>Events come in the order of time, each customer's together. What is kept is one run and the sums.
 */
final class FunnelRuns {

    private static final Duration SESSION_GAP = Duration.ofMinutes(30);
    private static final Duration WINDOW = Duration.ofHours(24);
    private static final int PURCHASE = 4;
    private static final int DIRECT_PURCHASE = 5;
    private static final int SUMS = 6;

    /**
     * One event.
     *
     * @param who whose it is
     * @param step 1 view_item, 2 add_to_cart, 3 begin_checkout, 4 purchase, 0 for what only browses
     */
    record Event(String who, Instant at, int step, String channel, String device, String country) {

        static Event of(Row row) {
            return new Event(
                    row.getString("who"),
                    Rows.instant(row, "at"),
                    row.getInteger("step"),
                    row.getString("channel"),
                    row.getString("device"),
                    row.getString("country"));
        }
    }

    private final Filters filters;
    private final String by;
    private final BusinessTime time;
    private final Map<String, long[]> sums = new TreeMap<>();

    /** The first event of the run that is open, if one is. */
    private @Nullable Event first;

    private String who = "";
    private Instant last = Instant.MIN;
    private int level;

    /**
     * @param filters on runs: days, device, channel and country; others are passed over
     * @param by day, device, channel or country; {@code all} for one sum
     */
    FunnelRuns(Filters filters, String by, BusinessTime time) {
        this.filters = filters;
        this.by = by;
        this.time = time;
    }

    /** Takes the next event in. */
    void add(Event event) {
        if (!event.who.equals(who)) {
            who = event.who;
            first = null;
        }
        if (event.step == PURCHASE) {
            buy(event);
        } else {
            browse(event);
        }
    }

    private void browse(Event event) {
        Event run = current(event);
        if (run == null) {
            run = event;
            first = event;
            level = 0;
            count(run, 0);
        }
        last = event.at;
        if (event.step == level + 1) {
            level = event.step;
            count(run, level);
        }
    }

    private void buy(Event event) {
        Event run = current(event);
        if (run != null && level == PURCHASE - 1) {
            count(run, PURCHASE);
            first = null;
        } else {
            count(event, DIRECT_PURCHASE);
        }
    }

    /** The run that an event belongs to, by its first event; null when it belongs to none. */
    private @Nullable Event current(Event event) {
        Event run = first;
        boolean goesOn = run != null
                && (Duration.between(last, event.at).compareTo(SESSION_GAP) < 0
                        || Duration.between(run.at, event.at).compareTo(WINDOW) <= 0);
        return goesOn ? run : null;
    }

    private void count(Event run, int sum) {
        LocalDate day = time.day(run.at);
        if (isWithin(day)
                && has(Parameter.DEVICE, run.device)
                && has(Parameter.CHANNEL, run.channel)
                && has(Parameter.COUNTRY, run.country)) {
            String key =
                    switch (by) {
                        case "day" -> day.toString();
                        case "device" -> run.device;
                        case "channel" -> run.channel;
                        case "country" -> run.country;
                        default -> by;
                    };
            sums.computeIfAbsent(key, k -> new long[SUMS])[sum]++;
        }
    }

    private boolean isWithin(LocalDate day) {
        LocalDate from = filters.from();
        LocalDate to = filters.to();
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }

    private boolean has(Parameter parameter, String value) {
        String wanted = filters.value(parameter);
        return wanted == null || wanted.equals(value);
    }

    /** What was counted: days in order, other values by visits, most first. */
    List<FunnelCounts> counts() {
        List<FunnelCounts> counts = new ArrayList<>();
        sums.forEach((key, sum) ->
                counts.add(FunnelCounts.of(key, sum[0], sum[1], sum[2], sum[3], sum[PURCHASE], sum[DIRECT_PURCHASE])));
        if (!by.equals("day")) {
            counts.sort(Comparator.comparingLong(FunnelCounts::visits).reversed());
        }
        return List.copyOf(counts);
    }
}
