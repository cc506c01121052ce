package io.tillstream.streams.journeys;

import io.tillstream.contracts.output.JourneyCell;
import io.tillstream.contracts.output.JourneyPath;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.TextPair;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.streams.cells.Cell;
import io.tillstream.streams.cells.CellFamily;
import io.tillstream.streams.cells.CellKey;
import io.tillstream.streams.cells.Dimension;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Cells of what sessions do, by day and place (sales channel and device): one for all steps, a matrix of counts, and one for each path.
 *
 * <p>Paths grow with what sessions do: of six steps there are at most 7 · 6^5 = 54,432, and twice that with {@code more} and the shorter ones, in a day and
 * place for each outcome; there are never more than sessions.
 */
final class JourneyCells {

    /** The step from the start of a session. */
    static final int START = 0;
    /** Behind the touchpoints; also the step to what is not followed. */
    static final int MORE = 8;
    /** The step to a purchase. */
    static final int CONVERSION = 9;
    /** The step out. */
    static final int LEAVE = 10;

    private static final List<String> NODES = nodes();
    private static final int TARGETS = LEAVE;
    private static final int SUMS = (MORE + 1) * TARGETS;

    /** Steps of a path that is counted as it is. */
    static final int MAX_STEPS = 6;

    /** The distribution of seconds from the start of its session to an order. */
    static final int FROM_SESSION_START = 0;
    /** The distribution of seconds from the first visit of the window to an order. */
    static final int FROM_FIRST_TOUCH = 1;

    private static final int PATH_SESSIONS = 0;
    private static final int PATH_SUMS = 1;

    private static final Dimension PLACE = Dimension.own(64, "place");
    private static final Dimension PATH = Dimension.own(64, "path");

    private static final OutputJson<JourneyCell> STEPS_JSON = OutputJson.of(JourneyCell.class);
    private static final OutputJson<JourneyPath> PATH_JSON = OutputJson.of(JourneyPath.class);

    /** Steps of sessions and times to orders. */
    static final CellFamily STEPS = new CellFamily(30, "journeys", TopicCatalogue.JOURNEYS, SUMS, List.of(PLACE)) {
        @Override
        public String recordKey(CellKey key) {
            return JourneyCell.KEY_PREFIX + LocalDate.ofEpochDay(key.time()) + "|" + key.value();
        }

        @Override
        public byte[] recordValue(CellKey key, Cell cell, BusinessTime calendar) {
            return STEPS_JSON.write(published(key, cell));
        }
    };

    /** Paths of sessions. */
    static final CellFamily PATHS =
            new CellFamily(31, "journey-paths", TopicCatalogue.JOURNEYS, PATH_SUMS, List.of(PATH)) {
                @Override
                public String recordKey(CellKey key) {
                    return path(key, 0, 0).key();
                }

                @Override
                public byte[] recordValue(CellKey key, Cell cell, BusinessTime calendar) {
                    return PATH_JSON.write(path(key, cell.sum(PATH_SESSIONS), cell.freshThrough()));
                }
            };

    private JourneyCells() {}

    private static List<String> nodes() {
        List<String> names = new ArrayList<>(List.of("start"));
        for (Touchpoint touchpoint : Touchpoint.values()) {
            if (touchpoint != Touchpoint.PURCHASE) {
                names.add(touchpoint.wireName());
            }
        }
        names.addAll(List.of("more", "conversion", "leave"));
        return List.copyOf(names);
    }

    /** The node of a touchpoint that is no purchase. */
    static int node(Touchpoint touchpoint) {
        return 1 + touchpoint.ordinal();
    }

    /** The cell of steps and times in a place, a {@link TextPair}. */
    static CellKey steps(int day, String place) {
        return new CellKey(STEPS, day, PLACE, place);
    }

    /** Counts a step. */
    static void step(Cell cell, int from, int to, int count) {
        cell.add(from * TARGETS + to - 1, count);
    }

    /** The cell of a path in a place: a {@link #letter} for each node, a bar, and the place. */
    static CellKey path(int day, String path) {
        return new CellKey(PATHS, day, PATH, path);
    }

    /** Counts a session of a path. */
    static void session(Cell cell, int count) {
        cell.add(PATH_SESSIONS, count);
    }

    /** A character for a node. */
    static char letter(int node) {
        return (char) ('a' + node);
    }

    private static JourneyCell published(CellKey key, Cell cell) {
        List<JourneyCell.Step> steps = new ArrayList<>();
        long sessions = 0;
        long conversions = 0;
        for (int from = START; from <= MORE; from++) {
            for (int to = START + 1; to <= LEAVE; to++) {
                long count = cell.sum(from * TARGETS + to - 1);
                if (count != 0) {
                    steps.add(new JourneyCell.Step(NODES.get(from), NODES.get(to), count));
                    sessions += from == START ? count : 0;
                    conversions += to == CONVERSION ? count : 0;
                }
            }
        }
        TextPair place = TextPair.of(key.value());
        return new JourneyCell(
                LocalDate.ofEpochDay(key.time()),
                place.first(),
                place.second(),
                sessions,
                conversions,
                steps,
                durations(cell, FROM_SESSION_START),
                durations(cell, FROM_FIRST_TOUCH),
                Instant.ofEpochMilli(cell.freshThrough()));
    }

    private static List<JourneyCell.Duration> durations(Cell cell, int which) {
        return cell.values(which).entrySet().stream()
                .map(value -> new JourneyCell.Duration(value.getKey(), value.getValue()))
                .toList();
    }

    private static JourneyPath path(CellKey key, long sessions, long freshThrough) {
        int bar = key.value().indexOf('|');
        TextPair place = TextPair.of(key.value().substring(bar + 1));
        List<String> path = key.value()
                .substring(0, bar)
                .chars()
                .mapToObj(letter -> NODES.get(letter - 'a'))
                .toList();
        return new JourneyPath(
                LocalDate.ofEpochDay(key.time()),
                place.first(),
                place.second(),
                path.getLast(),
                path.subList(0, path.size() - 1),
                sessions,
                Instant.ofEpochMilli(freshThrough));
    }
}
