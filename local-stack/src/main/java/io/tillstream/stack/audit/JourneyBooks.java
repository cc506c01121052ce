package io.tillstream.stack.audit;

import io.tillstream.contracts.output.ChannelCredit;
import io.tillstream.contracts.output.ChannelStep;
import io.tillstream.contracts.output.JourneyCell;
import io.tillstream.contracts.output.JourneyPath;
import io.tillstream.contracts.output.TextPair;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Journeys by day, each cell under the key of its record. */
final class JourneyBooks {

    private final Calendar calendar;
    private final Map<String, JourneyTally> cells = new HashMap<>();
    private final Map<String, JourneyPath> paths = new HashMap<>();
    private final Map<String, ChannelCredit> credits = new HashMap<>();
    private final Map<String, ChannelStep> channelSteps = new HashMap<>();

    JourneyBooks(Calendar calendar) {
        this.calendar = calendar;
    }

    JourneyBooks copy() {
        JourneyBooks copy = new JourneyBooks(calendar);
        cells.forEach((key, tally) -> copy.cells.put(key, tally.copy()));
        copy.paths.putAll(paths);
        copy.credits.putAll(credits);
        copy.channelSteps.putAll(channelSteps);
        return copy;
    }

    LocalDate day(long at) {
        return Calendar.date(calendar.day(at));
    }

    void step(LocalDate day, TextPair place, String from, String to) {
        tally(day, place).step(from, to);
    }

    void times(LocalDate day, TextPair place, long sinceSessionStart, long sinceFirstTouch) {
        tally(day, place).times(sinceSessionStart, sinceFirstTouch);
    }

    private JourneyTally tally(LocalDate day, TextPair place) {
        JourneyTally tally = new JourneyTally(day, place);
        return cells.computeIfAbsent(tally.key(), key -> tally);
    }

    void path(LocalDate day, TextPair place, String outcome, List<String> path) {
        JourneyPath one = path(day, place, outcome, path, 1);
        paths.merge(one.key(), one, (before, next) -> path(day, place, outcome, path, before.sessions() + 1));
    }

    private static JourneyPath path(LocalDate day, TextPair place, String outcome, List<String> path, long sessions) {
        return new JourneyPath(day, place.first(), place.second(), outcome, List.copyOf(path), sessions, Instant.EPOCH);
    }

    void channelStep(LocalDate day, String from, String to) {
        ChannelStep one = new ChannelStep(day, from, to, 1, Instant.EPOCH);
        channelSteps.merge(
                one.key(), one, (before, next) -> new ChannelStep(day, from, to, before.count() + 1, Instant.EPOCH));
    }

    /** Gives an order to the first, to the last and to all of the visits before it; what cannot be shared equally goes to the first ones. */
    void credit(LocalDate day, List<String> channels, long grossMicros) {
        int visits = channels.size();
        for (int i = 0; i < visits; i++) {
            boolean first = i == 0;
            boolean last = i == visits - 1;
            ChannelCredit part = new ChannelCredit(
                    day,
                    channels.get(i),
                    first ? 1 : 0,
                    first ? grossMicros : 0,
                    last ? 1 : 0,
                    last ? grossMicros : 0,
                    1_000_000 / visits + (i < 1_000_000 % visits ? 1 : 0),
                    grossMicros / visits + (i < grossMicros % visits ? 1 : 0),
                    Instant.EPOCH);
            credits.merge(part.key(), part, JourneyBooks::sum);
        }
    }

    private static ChannelCredit sum(ChannelCredit a, ChannelCredit b) {
        return new ChannelCredit(
                a.day(),
                a.channel(),
                a.firstTouch() + b.firstTouch(),
                a.firstTouchMicros() + b.firstTouchMicros(),
                a.lastTouch() + b.lastTouch(),
                a.lastTouchMicros() + b.lastTouchMicros(),
                a.linearMillionths() + b.linearMillionths(),
                a.linearMicros() + b.linearMicros(),
                Instant.EPOCH);
    }

    Map<String, JourneyTally> cells() {
        return cells;
    }

    /** The cell as it should be stored; times that are near enough are taken from the stored one. */
    @Nullable
    JourneyCell cell(String key, @Nullable JourneyCell stored) {
        JourneyTally tally = cells.get(key);
        return tally == null ? null : tally.cell(stored);
    }

    Map<String, JourneyPath> paths() {
        return paths;
    }

    Map<String, ChannelCredit> credits() {
        return credits;
    }

    Map<String, ChannelStep> channelSteps() {
        return channelSteps;
    }

    static boolean isBlank(JourneyCell cell) {
        return cell.sessions() == 0
                && cell.steps().isEmpty()
                && cell.fromSessionStart().isEmpty()
                && cell.fromFirstTouch().isEmpty();
    }

    static boolean isBlank(ChannelCredit credit) {
        return Objects.equals(
                credit, new ChannelCredit(credit.day(), credit.channel(), 0, 0, 0, 0, 0, 0, credit.freshThrough()));
    }
}
