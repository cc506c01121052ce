package io.tillstream.stack.audit;

import io.tillstream.contracts.output.JourneyCell;
import io.tillstream.contracts.output.JourneyCell.Duration;
import io.tillstream.contracts.output.JourneyCell.Step;
import io.tillstream.contracts.output.TextPair;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Steps of the sessions that began in one place on one day, and times to the orders there. */
final class JourneyTally {

    /** Times are stored to 1/64 of themselves. */
    private static final double TIME_ERROR = 1.0 / 64;

    private static final List<String> NODES = List.of(
            "start", "home", "page", "search", "product", "cart", "checkout", "abandon", "more", "conversion", "leave");

    private final LocalDate day;
    private final TextPair place;
    private final Map<List<String>, Long> steps = new HashMap<>();
    private final List<Long> sinceSessionStart = new ArrayList<>(0);
    private final List<Long> sinceFirstTouch = new ArrayList<>(0);

    JourneyTally(LocalDate day, TextPair place) {
        this.day = day;
        this.place = place;
    }

    JourneyTally copy() {
        JourneyTally copy = new JourneyTally(day, place);
        copy.steps.putAll(steps);
        copy.sinceSessionStart.addAll(sinceSessionStart);
        copy.sinceFirstTouch.addAll(sinceFirstTouch);
        return copy;
    }

    void step(String from, String to) {
        steps.merge(List.of(from, to), 1L, Long::sum);
    }

    void times(long seconds, long secondsSinceFirstTouch) {
        sinceSessionStart.add(seconds);
        sinceFirstTouch.add(secondsSinceFirstTouch);
    }

    String key() {
        return new JourneyCell(day, place.first(), place.second(), 0, 0, List.of(), List.of(), List.of(), Instant.EPOCH)
                .key();
    }

    JourneyCell cell(@Nullable JourneyCell stored) {
        return new JourneyCell(
                day,
                place.first(),
                place.second(),
                sum("start", 0),
                sum("conversion", 1),
                steps.entrySet().stream()
                        .map(step ->
                                new Step(step.getKey().getFirst(), step.getKey().getLast(), step.getValue()))
                        .sorted(Comparator.<Step>comparingInt(step -> NODES.indexOf(step.from()))
                                .thenComparingInt(step -> NODES.indexOf(step.to())))
                        .toList(),
                durations(sinceSessionStart, stored == null ? null : stored.fromSessionStart()),
                durations(sinceFirstTouch, stored == null ? null : stored.fromFirstTouch()),
                Instant.EPOCH);
    }

    private long sum(String node, int side) {
        return steps.entrySet().stream()
                .filter(step -> step.getKey().get(side).equals(node))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static List<Duration> durations(List<Long> seconds, @Nullable List<Duration> stored) {
        List<Long> exact = seconds.stream().sorted().toList();
        if (stored != null && isNear(exact, stored)) {
            return stored;
        }
        TreeMap<Long, Long> counts = new TreeMap<>();
        exact.forEach(each -> counts.merge(each, 1L, Long::sum));
        return counts.entrySet().stream()
                .map(each -> new Duration(each.getKey(), each.getValue()))
                .toList();
    }

    /** Both in rising order; each stored one stands for the next so many exact ones. */
    private static boolean isNear(List<Long> exact, List<Duration> stored) {
        int next = 0;
        for (Duration duration : stored) {
            for (long i = 0; i < duration.count(); i++) {
                if (next == exact.size()
                        || Math.abs(duration.seconds() - exact.get(next)) > TIME_ERROR * exact.get(next)) {
                    return false;
                }
                next++;
            }
        }
        return next == exact.size();
    }
}
