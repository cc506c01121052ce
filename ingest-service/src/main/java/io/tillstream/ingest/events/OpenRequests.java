package io.tillstream.ingest.events;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The requests that bring something and are not answered yet. When the service ends it says that it is not ready, goes on for a while so that nobody is sent here any more,
 * begins no more, and answers these before connections and the way to Kafka are closed: a sender whose events are on the log is told so. Thread-safe.
 */
@Singleton
public final class OpenRequests {

    /** When those who hold connections that are no requests tell them. */
    static final int TELL_OTHERS = 2;

    private static final int REFUSE = 1;
    private static final int AWAIT = 3;
    private static final Logger LOG = Logger.getLogger(OpenRequests.class);
    private static final Duration LONGEST_END = Duration.ofSeconds(10);
    private static final long LOOK_AGAIN_MILLIS = 10;

    private final Duration delay;
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean ready = true;
    private volatile boolean ending;
    private long endBy;

    OpenRequests(EndSettings settings) {
        delay = settings.delay();
    }

    /** Counts a request in; false, and not counted, when the service is ending. */
    public boolean begin() {
        open.incrementAndGet();
        if (ending) {
            open.decrementAndGet();
            return false;
        }
        return true;
    }

    /** A request that was counted in is answered, its answer written, or its sender is gone. */
    public void end() {
        open.decrementAndGet();
    }

    /** Whether connections are to be given up after the next answer. */
    boolean isEnding() {
        return ending;
    }

    /** Whether senders may be sent here. */
    public boolean isReady() {
        return ready;
    }

    // the event of the end itself comes after connections were closed
    void refuse(@Observes @Priority(REFUSE) ShutdownDelayInitiatedEvent event) throws InterruptedException {
        ready = false;
        Thread.sleep(delay);
        endBy = System.nanoTime() + LONGEST_END.toNanos();
        ending = true;
    }

    void await(@Observes @Priority(AWAIT) ShutdownDelayInitiatedEvent event) throws InterruptedException {
        while (open.get() > 0 && System.nanoTime() < endBy) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        int left = open.get();
        if (left > 0) {
            LOG.warnf("%d requests are not answered after %d s", left, LONGEST_END.toSeconds());
        }
    }
}
