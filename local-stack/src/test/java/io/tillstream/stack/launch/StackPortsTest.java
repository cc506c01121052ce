package io.tillstream.stack.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillstream.stack.runtime.Ports;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StackPortsTest {

    /** Six free ports and the given one for the database. */
    static StackPorts free(int database) {
        Set<Integer> chosen = new LinkedHashSet<>(Set.of(database));
        while (chosen.size() < 7) {
            chosen.add(Ports.free());
        }
        chosen.remove(database);
        List<Integer> free = List.copyOf(chosen);
        return new StackPorts(free.get(0), free.get(1), free.get(2), free.get(3), free.get(4), free.get(5), database);
    }

    @Test
    void shouldRefuseTheSamePortTwiceAndNameBothOptions() {
        assertThatThrownBy(() -> new StackPorts(8080, 8081, 8080, 8083, 8084, 19092, 15432))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--dashboard-port and --query-port are both 8080");
    }

    @Test
    void shouldRefuseWhatIsNoPort() {
        assertThatThrownBy(() -> new StackPorts(8080, 8081, 8082, 8083, 8084, 70000, 15432))
                .hasMessage("--kafka-port must be from 1 to 65535 and is 70000");
    }

    @Test
    void shouldUseTheDocumentedPortsByDefault() {
        assertThat(StackPorts.DEFAULT.url(Component.DASHBOARD)).isEqualTo("http://127.0.0.1:8080");
        assertThat(StackPorts.DEFAULT.url(Component.INGEST)).isEqualTo("http://127.0.0.1:8081");
        assertThat(StackPorts.DEFAULT.url(Component.QUERY)).isEqualTo("http://127.0.0.1:8082");
        assertThat(StackPorts.DEFAULT.url(Component.STREAMS)).isEqualTo("http://127.0.0.1:8083");
        assertThat(StackPorts.DEFAULT.url(Component.SIMULATOR)).isEqualTo("http://127.0.0.1:8084");
        assertThat(StackPorts.DEFAULT.bootstrapServers()).isEqualTo("127.0.0.1:19092");
        assertThat(StackPorts.DEFAULT.database()).isEqualTo(15432);
    }
}
