package io.tillstream.benchmarks.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.contracts.event.CommerceEvent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured does what its name says: a benchmark of something that fails early would be fast. */
class ReadEventTest {

    @ParameterizedTest
    @EnumSource(Shape.class)
    void shouldReadTheWholeEventInEveryWay(Shape shape) throws Exception {
        int items = shape == Shape.PURCHASE ? 5 : 1;
        ReadEvent benchmark = new ReadEvent();
        benchmark.shape = shape;
        benchmark.makeEvents();
        SampleEvents same = new SampleEvents(ReadEvent.SEED);

        CommerceEvent first = benchmark.eventReader();
        CommerceEvent second = benchmark.rareShape();
        JsonNode tree = benchmark.tree();
        int tokens = benchmark.tokensOnly();

        assertThat(first).isEqualTo(same.event(shape));
        CommerceEvent expectedSecond = same.event(shape);
        assertThat(second).isEqualTo(expectedSecond);
        assertThat(((CommerceEvent.CartEvent) first).items()).hasSize(items);
        assertThat(tree.get("items")).hasSize(items);
        assertThat(tree.get("event_id").asText())
                .isEqualTo(same.event(shape).envelope().eventId());
        assertThat(tokens).isGreaterThan(items * 14);
    }

    @Test
    void shouldTakeAnotherEventEachTime() {
        byte[][] documents = new SampleEvents(ReadEvent.SEED).documents(Shape.PURCHASE, ReadEvent.DOCUMENTS);
        assertThat(Arrays.stream(documents).map(Arrays::hashCode).distinct().count())
                .isEqualTo(ReadEvent.DOCUMENTS);
    }
}
