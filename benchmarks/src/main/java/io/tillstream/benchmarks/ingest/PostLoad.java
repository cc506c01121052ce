package io.tillstream.benchmarks.ingest;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Posts bodies over so many connections, on each the next when the last is answered. */
final class PostLoad implements AutoCloseable {

    private static final int ACCEPTED = 202;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client;
    private final int connections;

    PostLoad(int connections) {
        this.connections = connections;
        client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true), new PoolOptions().setHttp1MaxSize(connections));
    }

    /**
     * What came of it.
     *
     * @param answered answers 202
     * @param others all others, and failures
     */
    record Answers(long answered, long others) {}

    /** Posts to {@code /v1/events} for so long. */
    Answers post(int port, List<Buffer> bodies, Duration time) throws InterruptedException {
        Run run = new Run(port, bodies, System.nanoTime() + time.toNanos());
        vertx.runOnContext(nothing -> {
            for (int i = 0; i < connections; i++) {
                run.next();
            }
        });
        while (run.open.get() > 0 || System.nanoTime() < run.until) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return new Answers(run.answered.sum(), run.others.sum());
    }

    private final class Run {

        private final RequestOptions options;
        private final List<Buffer> bodies;
        private final long until;
        private final AtomicInteger open = new AtomicInteger();
        private final LongAdder answered = new LongAdder();
        private final LongAdder others = new LongAdder();
        private int at;

        Run(int port, List<Buffer> bodies, long until) {
            this.bodies = bodies;
            this.until = until;
            options = new RequestOptions()
                    .setHost("127.0.0.1")
                    .setPort(port)
                    .setMethod(HttpMethod.POST)
                    .setURI("/v1/events")
                    .putHeader("X-Write-Key", IngestService.KEY)
                    .putHeader("Content-Type", "application/json");
        }

        /** On the one event loop. */
        void next() {
            if (System.nanoTime() >= until) {
                return;
            }
            open.incrementAndGet();
            Buffer body = bodies.get(at++ % bodies.size());
            client.request(options)
                    .compose(request -> request.send(body))
                    .compose(response -> response.body().map(read -> response.statusCode()))
                    .onComplete(status -> {
                        if (status.succeeded() && status.result() == ACCEPTED) {
                            answered.increment();
                        } else {
                            others.increment();
                        }
                        next();
                        open.decrementAndGet();
                    });
        }
    }

    @Override
    public void close() {
        vertx.close();
    }
}
