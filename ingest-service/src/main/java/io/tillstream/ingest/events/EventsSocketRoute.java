package io.tillstream.ingest.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.tillstream.ingest.keys.WriteKeys;
import io.tillstream.ingest.privacy.Signals;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** {@code /ws/events}: who is let in, and how many. */
@Singleton
final class EventsSocketRoute implements HttpServerOptionsCustomizer {

    private static final String PATH = "/ws/events";
    private static final Duration LONGEST_END = Duration.ofSeconds(6);
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final EventsSocket.Shared shared;
    private final int maxSockets;
    private final Reply reply;
    private final Set<EventsSocket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean ends;

    EventsSocketRoute(
            Vertx vertx,
            WriteKeys keys,
            EventIntake intake,
            InFlightBytes inFlight,
            IntakeWorkers workers,
            SocketLimits limits,
            MeterRegistry registry) {
        shared = new EventsSocket.Shared(vertx, keys, intake, inFlight, workers, limits.maxMessageBytes());
        maxSockets = limits.maxSockets();
        reply = new Reply(vertx);
        Gauge.builder("tillstream.ingest.sockets", sockets, Set::size)
                .description("Senders connected to " + PATH)
                .register(registry);
    }

    /** One frame may hold a whole message; how large that may be is checked as it is read. */
    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setMaxWebSocketFrameSize(Math.max(options.getMaxWebSocketFrameSize(), shared.maxMessageBytes()));
    }

    void register(@Observes Router router) {
        router.get(PATH).handler(this::connect);
    }

    private void connect(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
            request.response().putHeader(HttpHeaders.UPGRADE, "websocket");
            reply.refuse(request, ProblemKind.UPGRADE_REQUIRED, "Connect by WebSocket, or send with POST /v1/events");
            return;
        }
        String key = presented(request);
        switch (shared.keys().check(null, key == null ? "" : key)) {
            case NO_KEYS -> {
                reply.refuse(
                        request,
                        ProblemKind.NO_WRITE_KEYS,
                        "Put lines name=key into the file that tillstream.ingest.write-keys-file names");
                return;
            }
            case REFUSED -> {
                if (key != null) {
                    reply.refuse(
                            request,
                            ProblemKind.WRITE_KEY_REFUSED,
                            "Send a known write key in Authorization: Bearer, in " + WriteKeys.HEADER
                                    + ", or in the first message");
                    return;
                }
            }
            case KNOWN -> {}
        }
        if (ends || sockets.size() >= maxSockets) {
            reply.refuse(request, ProblemKind.BUSY, "Connect again in a moment");
            return;
        }
        Signals signals = Signals.of(request::getHeader);
        request.toWebSocket().onSuccess(socket -> {
            EventsSocket[] own = new EventsSocket[1];
            own[0] = new EventsSocket(shared, socket, key, signals, () -> sockets.remove(own[0]));
            sockets.add(own[0]);
        });
    }

    private static @Nullable String presented(HttpServerRequest request) {
        String header = request.getHeader(WriteKeys.HEADER);
        return header != null ? header.strip() : WriteKeys.bearer(request.getHeader(HttpHeaders.AUTHORIZATION));
    }

    /** Answers what was taken before connections are closed. */
    void stop(@Observes @Priority(OpenRequests.TELL_OTHERS) ShutdownDelayInitiatedEvent event)
            throws InterruptedException {
        ends = true;
        sockets.forEach(EventsSocket::finish);
        long until = System.nanoTime() + LONGEST_END.toNanos();
        while (!sockets.isEmpty() && System.nanoTime() < until) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }
}
