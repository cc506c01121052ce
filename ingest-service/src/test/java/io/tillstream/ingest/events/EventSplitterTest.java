package io.tillstream.ingest.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventSplitterTest {

    @Test
    void shouldFindTheElementsOfAnArray() throws BodyException {
        assertThat(split("[{\"a\":\"]},{\\\"\"},[1,[2]],\"x,y\",{\"b\":{\"c\":[]}}]"))
                .containsExactly("{\"a\":\"]},{\\\"\"}", "[1,[2]]", "\"x,y\"", "{\"b\":{\"c\":[]}}");
        assertThat(split(" [ ] ")).isEmpty();
        assertThat(split("[{},]")).containsExactly("{}", "");
        assertThat(split("[,{}]")).containsExactly("", "{}");
        assertThat(split("\uFEFF[{}]")).containsExactly("{}");
    }

    @Test
    void shouldTakeAnObjectAsItStands() throws BodyException {
        assertThat(split(" {\"a\":1} ")).containsExactly("{\"a\":1} ");
    }

    @Test
    void shouldFindLines() throws BodyException {
        assertThat(lines("{\"a\":1}\n\r\n  \n{\"b\":2}\r\n{\"c\":3}"))
                .containsExactly("{\"a\":1}", "{\"b\":2}\r", "{\"c\":3}");
        assertThat(lines("\uFEFF{}\n")).containsExactly("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "1", "[", "[{}", "[\"", "[\"\\", "[{}}", "[{}]x", "[]]", "[}"})
    void shouldSayWhenThereIsNoStructure(String body) {
        assertThatThrownBy(() -> split(body)).isInstanceOfSatisfying(BodyException.class, e -> assertThat(e.kind())
                .isEqualTo(ProblemKind.UNREADABLE_BODY));
    }

    @Test
    void shouldBoundTheNumberOfEvents() throws BodyException {
        byte[] three = Topics.utf8("[1,2,3]");

        assertThat(EventSplitter.split(three, BodyFormat.JSON, 3)).hasSize(3);
        assertThatThrownBy(() -> EventSplitter.split(three, BodyFormat.JSON, 2))
                .isInstanceOfSatisfying(
                        BodyException.class, e -> assertThat(e.kind()).isEqualTo(ProblemKind.TOO_LARGE));
    }

    private static List<String> split(String body) throws BodyException {
        return split(body, BodyFormat.JSON);
    }

    private static List<String> lines(String body) throws BodyException {
        return split(body, BodyFormat.NDJSON);
    }

    private static List<String> split(String body, BodyFormat format) throws BodyException {
        byte[] bytes = Topics.utf8(body);
        return EventSplitter.split(bytes, format, 100).stream()
                .map(slice -> new String(bytes, slice.offset(), slice.length(), StandardCharsets.UTF_8))
                .toList();
    }
}
