package io.tillstream.stack.launch;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillstream.stack.runtime.Ports;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {

    @TempDir
    Path folder;

    @Test
    void shouldNameThePortThatIsTakenAndItsOption() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, Ports.address())) {
            StackPorts ports = StackPortsTest.free(taken.getLocalPort());

            assertThatThrownBy(() -> Preflight.checkPorts(ports))
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessage("Port " + taken.getLocalPort() + " is taken by another program. Choose another with"
                            + " --database-port PORT, or stop that program.");
        }
    }

    @Test
    void shouldAcceptPortsThatAreFree() {
        assertThatNoException().isThrownBy(() -> Preflight.checkPorts(StackPortsTest.free(Ports.free())));
    }

    @Test
    void shouldSayHowMuchDiskIsMissing() {
        assertThatNoException().isThrownBy(() -> Preflight.checkDisk(folder, Preflight.NEEDED_BYTES));
        assertThatThrownBy(() -> Preflight.checkDisk(folder, 100L << 20))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("Only 100 MiB are free where " + folder)
                .hasMessageContaining("2048 MiB are needed")
                .hasMessageContaining("--data DIR");
    }

    @Test
    void shouldNameTheServicesThatAreNotBuilt() {
        LaunchSettings settings = new LaunchSettings(
                folder, new DataFolder(folder), StackPorts.DEFAULT, FixedSettings.DEFAULT, false, Map.of());

        assertThatThrownBy(() -> Preflight.check(settings))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("Not built yet: ingest-service, analytics-streams, query-api, dashboard-ws.")
                .hasMessageContaining("./tillstream");
    }
}
