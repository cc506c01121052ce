package io.tillstream.simulator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PauseGateTest {

    @Test
    void shouldHoldTheWorkerBetweenTwoTurns() throws Exception {
        PauseGate gate = new PauseGate(false);
        AtomicLong turns = new AtomicLong();
        Thread worker = Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) {
                    gate.begin();
                    turns.incrementAndGet();
                    gate.end();
                    Thread.sleep(1);
                }
            } catch (InterruptedException e) {
                // the test is over
            }
        });
        for (int i = 0; i < 20; i++) {
            long before = turns.get();
            await().until(() -> turns.get() > before);
            assertThat(gate.pause(Duration.ofSeconds(5))).isTrue();
            long held = turns.get();
            Thread.sleep(5);
            assertThat(turns.get()).isEqualTo(held);
            gate.resume();
        }
        worker.interrupt();
        worker.join(5000);
        assertThat(worker.isAlive()).isFalse();
    }

    @Test
    void shouldNotWaitForEverForATurnThatHangs() throws Exception {
        PauseGate gate = new PauseGate(false);
        Thread worker = Thread.ofPlatform().daemon().start(() -> {
            try {
                gate.begin();
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                gate.end();
            }
        });
        await().until(() -> worker.getState() == Thread.State.TIMED_WAITING);
        assertThat(gate.pause(Duration.ofMillis(50))).isFalse();
        assertThat(gate.paused()).isTrue();
        worker.interrupt();
        worker.join(5000);
        assertThat(gate.pause(Duration.ofMillis(50))).isTrue();
    }
}
