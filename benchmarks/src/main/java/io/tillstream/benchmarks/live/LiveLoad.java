package io.tillstream.benchmarks.live;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Many clients of one gateway, each subscribed to the same channels. The delay of a message is from the moment that stands in it, when the gateway made the state
 * it leads to, to its arrival here; both clocks are those of one machine. Only deltas count: a snapshot may be older than the socket.
 */
public final class LiveLoad implements AutoCloseable {

    private static final int OPENED_AT_ONCE = 32;
    private static final String DELTA = "{\"type\":\"delta\"";
    private static final String AT = "\"at\":\"";

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final URI gateway;
    private final @Nullable String key;
    private final String subscription;
    private final Clock clock;
    private final HttpClient http = vertx.createHttpClient();
    private final WebSocketClient sockets;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private volatile @Nullable Delays delays;

    /**
     * @param gateway its address, such as http://127.0.0.1:8080
     * @param key a key for tickets; null where nobody needs one
     */
    public LiveLoad(URI gateway, @Nullable String key, List<String> channels, int clients, Clock clock) {
        this.gateway = gateway;
        this.key = key;
        this.clock = clock;
        this.subscription = new JsonObject()
                .put("type", "subscribe")
                .put("channels", channels)
                .encode();
        this.sockets = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxConnections(clients)
                .setMaxFrameSize(1 << 24)
                .setMaxMessageSize(1 << 24));
    }

    /** Opens that many sockets; fails when one cannot be opened. */
    public void open(int clients) throws InterruptedException {
        Promise<Void> all = Promise.promise();
        AtomicInteger next = new AtomicInteger();
        for (int i = 0; i < Math.min(OPENED_AT_ONCE, clients); i++) {
            openNext(next, clients, all);
        }
        await(all.future(), Duration.ofMinutes(3));
    }

    private void openNext(AtomicInteger next, int clients, Promise<Void> all) {
        if (next.getAndIncrement() >= clients) {
            return;
        }
        ticket().compose(this::connect).onFailure(all::tryFail).onSuccess(socket -> {
            if (open.incrementAndGet() == clients) {
                all.tryComplete();
            }
            openNext(next, clients, all);
        });
    }

    private Future<String> ticket() {
        if (key == null) {
            return Future.succeededFuture("");
        }
        return http.request(new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setHost(gateway.getHost())
                        .setPort(gateway.getPort())
                        .setURI("/api/v1/access/ticket"))
                .compose(request -> request.putHeader("Authorization", "Bearer " + key)
                        .putHeader("Content-Type", "application/json")
                        .send(Buffer.buffer("{}")))
                .compose(HttpClientResponse::body)
                .map(body -> new JsonObject(body).getString("ticket"));
    }

    private Future<WebSocket> connect(String ticket) {
        return sockets.connect(new WebSocketConnectOptions()
                        .setHost(gateway.getHost())
                        .setPort(gateway.getPort())
                        .setURI("/ws/live" + (ticket.isEmpty() ? "" : "?ticket=" + ticket)))
                .onSuccess(socket -> {
                    socket.textMessageHandler(this::received);
                    socket.closeHandler(closed -> lost.incrementAndGet());
                    socket.writeTextMessage(subscription);
                });
    }

    private void received(String message) {
        long now = clock.millis();
        bytes.addAndGet(message.length());
        Delays counted = delays;
        if (counted != null && message.startsWith(DELTA)) {
            int at = message.indexOf(AT) + AT.length();
            counted.add(now
                    - Instant.parse(message.substring(at, message.indexOf('"', at)))
                            .toEpochMilli());
        }
    }

    /** What comes in the next while. */
    public Received measure(Duration time) throws InterruptedException {
        Delays counted = new Delays();
        bytes.set(0);
        delays = counted;
        Thread.sleep(time);
        delays = null;
        return new Received(counted, bytes.get(), lost.get());
    }

    /**
     * @param delays of the messages
     * @param characters of all messages
     * @param lost sockets that the gateway closed so far
     */
    public record Received(Delays delays, long characters, int lost) {}

    private static void await(Future<Void> future, Duration patience) throws InterruptedException {
        try {
            future.toCompletionStage().toCompletableFuture().get(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("not all sockets could be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        vertx.close();
    }
}
