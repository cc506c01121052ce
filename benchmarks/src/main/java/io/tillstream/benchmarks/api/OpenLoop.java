package io.tillstream.benchmarks.api;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Asks at a fixed rate, whether or not answers have come (an open loop), and takes the time of each from when it was due, not from when it was sent: a service that
 * stalls is charged for all who would have waited.
 */
final class OpenLoop {

    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_MICROS = TimeUnit.SECONDS.toMicros(60);
    private static final int OK = 200;
    private static final int PATIENCE_SECONDS = 40;

    private final HttpClient client;
    private final int perSecond;

    OpenLoop(HttpClient client, int perSecond) {
        this.client = client;
        this.perSecond = perSecond;
    }

    /**
     * Times of all answers.
     *
     * @param micros from when each was due until its last byte
     * @param failed answers other than 200, and none
     */
    record Times(Histogram micros, int failed) {

        double millis(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1e3;
        }
    }

    /** Asks so many times, each after the answer to the one before; the first, which compiles and fills caches, does not count. */
    Times askOneByOne(HttpRequest request, int times) throws IOException, InterruptedException {
        Histogram micros = new Histogram(1, LONGEST_MICROS, 3);
        int failed = 0;
        for (int i = 0; i <= times; i++) {
            long sent = System.nanoTime();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (i > 0) {
                micros.recordValue(
                        Math.clamp(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - sent), 1, LONGEST_MICROS));
                failed += status == OK ? 0 : 1;
            }
        }
        return new Times(micros, failed);
    }

    /** Asks for so many seconds. */
    Times ask(HttpRequest request, double seconds) throws InterruptedException {
        int requests = Math.max(1, (int) Math.round(perSecond * seconds));
        Histogram times = new ConcurrentHistogram(1, LONGEST_MICROS, 3);
        AtomicInteger failed = new AtomicInteger();
        CountDownLatch open = new CountDownLatch(requests);
        long begun = System.nanoTime();
        for (int i = 0; i < requests; i++) {
            long due = begun + i * NANOS / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            client.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((answer, failure) -> {
                long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - due);
                times.recordValue(Math.clamp(micros, 1, LONGEST_MICROS));
                if (failure != null || answer.statusCode() != OK) {
                    failed.incrementAndGet();
                }
                open.countDown();
            });
        }
        boolean all = open.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return new Times(times.copy(), failed.get() + (all ? 0 : (int) open.getCount()));
    }
}
