package io.tillstream.query.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tillstream.query.support.StackResource;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class SlowSendersTest {

    /** In tests. */
    private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long DRIP_MILLIS = 50;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    URI root;

    @Test
    void shouldCutOffWhoeverDribblesAHead() throws Exception {
        long begun = System.nanoTime();
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.getOutputStream()
                    .write("GET /q/health/live HTTP/1.1\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
            while (System.nanoTime() - begun < PATIENCE.toNanos()) {
                TimeUnit.MILLISECONDS.sleep(DRIP_MILLIS);
                socket.getOutputStream().write('x');
            }
        } catch (IOException cutOff) {
            assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(HEAD_TIMEOUT.toNanos());
            return;
        }
        throw new AssertionError("nobody ended it for " + PATIENCE);
    }
}
