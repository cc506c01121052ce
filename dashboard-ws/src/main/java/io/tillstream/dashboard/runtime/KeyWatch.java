package io.tillstream.dashboard.runtime;

import io.tillstream.dashboard.access.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jose4j.lang.JoseException;

/** Reads the public keys of the query service: at the start until it has them, every few minutes, and soon after something came that was signed by another. */
final class KeyWatch implements Runnable {

    private static final Logger LOG = Logger.getLogger(KeyWatch.class);
    private static final Duration WHEN_THERE = Duration.ofMinutes(5);
    private static final Duration WHEN_MISSING = Duration.ofMillis(500);
    /** However many unknown signatures come. */
    private static final Duration AT_MOST_EVERY = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final URI keys;
    private final Credentials credentials;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Semaphore wanted = new Semaphore(0);
    private volatile boolean stopped;

    KeyWatch(URI queryService, Credentials credentials) {
        this.keys = queryService.resolve("/api/v1/access/jwks");
        this.credentials = credentials;
        credentials.onUnknownKey(wanted::release);
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                boolean read = read();
                Duration pause = read ? WHEN_THERE : WHEN_MISSING;
                if (read) {
                    Thread.sleep(AT_MOST_EVERY);
                }
                wanted.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
                wanted.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the thread end. */
    void stop() {
        stopped = true;
        wanted.release();
    }

    private boolean read() throws InterruptedException {
        try {
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(keys).timeout(PATIENCE).build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                return false;
            }
            credentials.trust(answer.body());
            return credentials.areKeysKnown();
        } catch (IOException e) {
            return false;
        } catch (JoseException e) {
            LOG.warnf("%s gives no key set", keys);
            return false;
        }
    }
}
