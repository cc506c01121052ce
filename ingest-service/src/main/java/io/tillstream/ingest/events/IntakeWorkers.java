package io.tillstream.ingest.events;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One virtual thread per body, away from the event loop. How many run at a time is bounded by {@link InFlightBytes}. */
public final class IntakeWorkers implements Executor, AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    /** Takes no more; what runs goes on. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
