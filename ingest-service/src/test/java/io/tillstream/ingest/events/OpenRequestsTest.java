package io.tillstream.ingest.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OpenRequestsTest {

    private static final ShutdownDelayInitiatedEvent END = new ShutdownDelayInitiatedEvent();

    private final OpenRequests requests = new OpenRequests(new EndSettings(Duration.ZERO));

    @Test
    void shouldBeReadyAndTakeRequestsUntilTheEnd() throws Exception {
        assertThat(requests.isReady()).isTrue();
        assertThat(requests.begin()).isTrue();

        requests.refuse(END);

        assertThat(requests.isReady()).isFalse();
        assertThat(requests.isEnding()).isTrue();
        assertThat(requests.begin()).isFalse();
    }

    @Test
    void shouldWaitForWhatWasBegun() throws Exception {
        requests.begin();
        requests.refuse(END);
        CountDownLatch waiting = new CountDownLatch(1);
        Thread end = Thread.ofVirtual().start(() -> {
            waiting.countDown();
            try {
                requests.await(END);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        waiting.await();

        assertThat(end.join(Duration.ofMillis(100))).as("waits").isFalse();
        requests.end();
        end.join();
    }
}
