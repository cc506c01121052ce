package io.tillstream.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.output.ChannelCredit;
import io.tillstream.contracts.output.ChannelStep;
import io.tillstream.contracts.output.JourneyCell;
import io.tillstream.contracts.output.JourneyPath;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.stack.audit.RecountResult;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lays journeys as published beside those of the recount. */
final class JourneyComparison {

    private JourneyComparison() {}

    static void assertSame(Published engine, RecountResult right) {
        Map<String, Object> values = engine.latest(TopicCatalogue.JOURNEYS, Object.class);
        Map<String, JourneyCell> cells = typed(values, JourneyCell.KEY_PREFIX, JourneyCell.class);
        cells.values()
                .removeIf(cell ->
                        cell.steps().isEmpty() && cell.fromSessionStart().isEmpty());
        assertThat(cells.keySet())
                .isEqualTo(right.journeySteps().stream().map(JourneyCell::key).collect(Collectors.toSet()));
        assertThat(cells.values())
                .allSatisfy(cell -> assertThat(right.journeyStepsLike(cell)).isEqualTo(undated(cell)));

        assertThat(counts(
                        typed(values, JourneyPath.KEY_PREFIX, JourneyPath.class).values(),
                        JourneyPath::key,
                        path -> List.of(path.sessions())))
                .isEqualTo(counts(right.journeyPaths(), JourneyPath::key, path -> List.of(path.sessions())));
        assertThat(counts(
                        typed(values, ChannelCredit.KEY_PREFIX, ChannelCredit.class)
                                .values(),
                        ChannelCredit::key,
                        JourneyComparison::numbers))
                .isEqualTo(counts(right.channelCredits(), ChannelCredit::key, JourneyComparison::numbers));
        assertThat(counts(
                        typed(values, ChannelStep.KEY_PREFIX, ChannelStep.class).values(),
                        ChannelStep::key,
                        step -> List.of(step.count())))
                .isEqualTo(counts(right.channelSteps(), ChannelStep::key, step -> List.of(step.count())));
    }

    private static JourneyCell undated(JourneyCell cell) {
        return new JourneyCell(
                cell.day(),
                cell.channel(),
                cell.device(),
                cell.sessions(),
                cell.conversions(),
                cell.steps(),
                cell.fromSessionStart(),
                cell.fromFirstTouch(),
                Instant.EPOCH);
    }

    private static List<Long> numbers(ChannelCredit credit) {
        return List.of(
                credit.firstTouch(),
                credit.firstTouchMicros(),
                credit.lastTouch(),
                credit.lastTouchMicros(),
                credit.linearMillionths(),
                credit.linearMicros());
    }

    /** What counts anything, by key. */
    private static <T> Map<String, List<Long>> counts(
            Collection<T> values, Function<T, String> key, Function<T, List<Long>> numbers) {
        Map<String, List<Long>> counts = new TreeMap<>();
        values.forEach(value -> counts.put(key.apply(value), numbers.apply(value)));
        counts.values().removeIf(numbersOf -> numbersOf.stream().allMatch(number -> number == 0));
        return counts;
    }

    private static <T> Map<String, T> typed(Map<String, Object> values, String prefix, Class<T> type) {
        OutputJson<T> json = OutputJson.of(type);
        OutputJson<Object> any = OutputJson.of(Object.class);
        Map<String, T> typed = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                typed.put(key, json.read(any.write(value)));
            }
        });
        return typed;
    }
}
