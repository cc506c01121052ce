package io.tillstream.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientMessageReaderTest {

    @Test
    void shouldReadWhatClientsMaySay() throws Exception {
        assertThat(ClientMessageReader.read("{\"type\":\"subscribe\",\"channels\":[\"kpis\"],\"last\":{\"kpis\":17}}"))
                .isEqualTo(new ClientMessage.Subscribe(List.of("kpis"), Map.of("kpis", 17L), null));
        assertThat(ClientMessageReader.read("{\"type\":\"unsubscribe\",\"channels\":[\"kpis\"]}"))
                .isEqualTo(new ClientMessage.Unsubscribe(List.of("kpis")));
        assertThat(ClientMessageReader.read("{\"type\":\"ping\"}")).isEqualTo(new ClientMessage.Ping());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{}{}",
                "\"subscribe\"",
                "{\"type\":7}",
                "{\"type\":\"publish\"}",
                "{\"type\":\"subscribe\"}",
                "{\"type\":\"subscribe\",\"channels\":\"kpis\"}",
                "{\"type\":\"subscribe\",\"channels\":[]}",
                "{\"type\":\"subscribe\",\"channels\":[1]}",
                "{\"type\":\"subscribe\",\"channels\":[null]}",
                "{\"type\":\"subscribe\",\"channels\":[\"kpis\"],\"last\":5}",
                "{\"type\":\"subscribe\",\"channels\":[\"kpis\"],\"last\":{\"kpis\":\"5\"}}",
                "{\"type\":\"subscribe\",\"channels\":[\"kpis\"],\"last\":{\"kpis\":1.5}}",
                "{\"type\":\"subscribe\",\"channels\":[\"kpis\"],\"last\":{\"kpis\":99999999999999999999}}",
                "{\"type\":\"subscribe\",\"channels\":[\"kpis\"],\"stream\":1}",
                "{\"type\":\"subscribe\",\"channels\":[[[[[[[\"kpis\"]]]]]]]}",
            })
    void shouldRefuseAnythingElse(String message) {
        assertThatThrownBy(() -> ClientMessageReader.read(message)).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void shouldRefuseWhatIsTooLong() {
        String long4k = "{\"type\":\"ping\",\"x\":\"" + "a".repeat(ClientMessageReader.MAX_LENGTH) + "\"}";
        assertThatThrownBy(() -> ClientMessageReader.read(long4k)).hasMessageContaining("longer than 4096");
        String manyChannels = "{\"type\":\"subscribe\",\"channels\":[" + "\"k\",".repeat(32) + "\"k\"]}";
        assertThatThrownBy(() -> ClientMessageReader.read(manyChannels)).hasMessageContaining("1 to 32");
    }
}
