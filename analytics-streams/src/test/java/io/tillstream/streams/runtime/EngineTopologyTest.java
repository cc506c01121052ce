package io.tillstream.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.time.BusinessTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class EngineTopologyTest {

    /** Names of operators, stores and topics are state on disk and on the broker: they change by decision only. */
    @Test
    void shouldHaveTheTopologyThatIsWrittenDown() throws IOException {
        Properties properties = EngineProperties.of(new TestConfig("unused:1", "unused"));
        String description = new EngineTopology(
                        properties, BusinessTime.UTC, new EventReader(null), new SilentMeter(), 1)
                .build()
                .describe()
                .toString();
        try (var golden = getClass().getResourceAsStream("/topology.txt")) {
            String expected = new String(Objects.requireNonNull(golden).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(lines(description)).containsExactlyElementsOf(lines(expected));
        }
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
