package io.tillstream.dashboard.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillstream.contracts.output.TrainingStatus;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WholeJsonTest {

    private static final String WHOLE = "{\"run_id\":\"r\",\"state\":\"running\",\"trigger\":\"start\",\"by\":null,"
            + "\"started_at\":\"2024-05-01T12:00:00Z\",\"step\":\"s\",\"progress\":0.5,\"outcomes\":[OUTCOME]}";
    private static final String OUTCOME = "{\"name\":\"churn\",\"outcome\":\"kept\",\"sentence\":\"Why.\"}";

    private final WholeJson<TrainingStatus> json = WholeJson.of(TrainingStatus.class);

    @Test
    void shouldReadWhatIsWhole() {
        TrainingStatus status = read(WHOLE.replace("OUTCOME", OUTCOME));
        assertThat(status.by()).isNull();
        assertThat(status.outcomes().getFirst().version()).isNull();
    }

    @Test
    void shouldNameWhatIsMissing() {
        assertThatThrownBy(() -> read(WHOLE.replace("OUTCOME", OUTCOME).replace("\"step\":\"s\",", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("step is missing");
        assertThatThrownBy(() -> read(WHOLE.replace("OUTCOME", OUTCOME.replace("\"Why.\"", "null"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sentence is missing");
        assertThatThrownBy(() -> read(WHOLE.replace("OUTCOME", "null")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an element is missing");
        assertThatThrownBy(() -> read("no JSON")).isInstanceOf(UncheckedIOException.class);
    }

    private TrainingStatus read(String text) {
        return json.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
