package io.tillstream.simulator.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread work in turns, and others hold it between two turns. */
final class PauseGate {

    /** Bounds how late a resume is noticed that came just before the wait began. */
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final ReentrantLock turn = new ReentrantLock();
    private final Condition resumed = turn.newCondition();
    private volatile boolean paused;

    PauseGate(boolean paused) {
        this.paused = paused;
    }

    boolean paused() {
        return paused;
    }

    /** Begins a turn; waits while paused. To be followed by {@link #end}. */
    void begin() throws InterruptedException {
        turn.lockInterruptibly();
        try {
            while (paused) {
                resumed.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            turn.unlock();
            throw e;
        }
    }

    void end() {
        turn.unlock();
    }

    /**
     * Lets no further turn begin and waits for the current one to end.
     *
     * @return whether it ended within the time allowed; it stays paused either way
     */
    boolean pause(Duration allowed) throws InterruptedException {
        paused = true;
        if (!turn.tryLock(allowed.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        turn.unlock();
        return true;
    }

    void resume() throws InterruptedException {
        paused = false;
        // a turn under way may wait for Kafka without end; its thread looks at the flag itself
        if (turn.tryLock(0, TimeUnit.MILLISECONDS)) {
            resumed.signalAll();
            turn.unlock();
        }
    }
}
