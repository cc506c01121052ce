package io.tillstream.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.schema.Schemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of docs/events.md are what the program writes, one of each action. */
class DocumentedEventsTest {

    private static final String BEGIN = "    {\"event_id\":\"e-";
    private static final Instant RECEIVED = Instant.parse("2026-03-03T00:00:00Z");

    private final Schemas schemas = new Schemas();

    private static List<String> examples() throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "events.md")).stream()
                .filter(line -> line.startsWith(BEGIN))
                .map(String::strip)
                .toList();
    }

    private static CommerceEvent read(String json) throws InvalidEventException {
        return new EventReader("USD").read(json.getBytes(StandardCharsets.UTF_8), RECEIVED);
    }

    @Test
    void shouldShowEveryAction() throws Exception {
        for (String example : examples()) {
            read(example);
        }
        assertThat(examples().stream().map(DocumentedEventsTest::action)).containsExactlyInAnyOrder(Action.values());
    }

    private static Action action(String example) {
        try {
            return read(example).action();
        } catch (InvalidEventException e) {
            throw new AssertionError(example, e);
        }
    }

    @Test
    void shouldShowWhatTheSchemasDescribeAndTheWriterWrites() throws Exception {
        for (String example : examples()) {
            CommerceEvent event = read(example);
            assertThat(schemas.problems(event.action().wireName() + ".json", example))
                    .as(example)
                    .isEmpty();
            assertThat(new String(new EventWriter().writeWithPersonalData(event), StandardCharsets.UTF_8))
                    .isEqualTo(example);
        }
    }
}
