package io.tillstream.dashboard.live;

import io.smallrye.mutiny.Uni;
import io.tillstream.dashboard.access.SocketAccess;
import io.tillstream.dashboard.problem.Problem;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code /live/events?channels=…}: the messages of the socket as server-sent events, for clients that want no WebSocket. Everything else is as there: who is let in, one
 * message on its way at a time, the newest state for whoever is slow. {@code Last-Event-ID} resumes; a comment every 15 seconds keeps the connection.
 */
@Singleton
final class EventStream {

    private static final long HEARTBEAT_MILLIS = 15_000;
    private static final int MOST_CHANNELS = ClientMessageReader.MAX_CHANNELS;
    private static final int GOING_AWAY = 1001;
    private static final Set<String> PARAMETERS = Set.of("channels", "last_event_id", "ticket");
    /** How long a browser waits before it comes back. */
    private static final String RETRY = "retry: 2000\n\n";

    private final ChannelHub hub;
    private final OriginCheck origins;
    private final SocketAccess access;
    private final Vertx vertx;

    EventStream(ChannelHub hub, OriginCheck origins, SocketAccess access, Vertx vertx) {
        this.hub = hub;
        this.origins = origins;
        this.access = access;
        this.vertx = vertx;
    }

    void routes(@Observes Router router) {
        router.get("/live/events").handler(this::handle);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        if (!origins.isAllowed(request.getHeader("Origin"), request.getHeader("Host"))) {
            Problem.OTHER_ORIGIN.send(response);
            return;
        }
        List<String> channels = channels(request, response);
        if (channels == null) {
            return;
        }
        if (!access.mayRead(request)) {
            (access.areKeysKnown() ? Problem.NOT_SIGNED_IN : Problem.KEYS_UNKNOWN).send(response);
        } else if (origins.isFull()) {
            Problem.TOO_MANY_CLIENTS.send(response);
        } else {
            open(channels, position(request), context);
        }
    }

    /** The channels asked for; null when the request was refused. */
    private @Nullable List<String> channels(HttpServerRequest request, HttpServerResponse response) {
        MultiMap parameters = request.params();
        for (String name : parameters.names()) {
            if (!PARAMETERS.contains(name)) {
                Problem.UNKNOWN_PARAMETER.send(response, shortened(name), "not one of channels, last_event_id, ticket");
                return null;
            }
            if (parameters.getAll(name).size() > 1) {
                Problem.INVALID_PARAMETER.send(response, name, "given more than once");
                return null;
            }
        }
        String wanted = parameters.get("channels");
        List<String> channels = wanted == null
                ? List.of()
                : Arrays.stream(wanted.split(",", -1)).distinct().toList();
        if (channels.isEmpty()
                || channels.size() > MOST_CHANNELS
                || !hub.channels().containsAll(channels)) {
            Problem.INVALID_PARAMETER.send(
                    response, "channels", "some of " + String.join(", ", hub.channels()) + ", with commas");
            return null;
        }
        return channels;
    }

    private static String shortened(String name) {
        return name.length() > 64 ? name.substring(0, 64) + "…" : name;
    }

    private static @Nullable EventId position(HttpServerRequest request) {
        EventId position = EventId.read(request.getHeader("Last-Event-ID"));
        return position != null ? position : EventId.read(request.getParam("last_event_id"));
    }

    private void open(List<String> channels, @Nullable EventId position, RoutingContext context) {
        HttpServerResponse response = context.response();
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                // a proxy in front that collects answers would hold figures back
                .putHeader("X-Accel-Buffering", "no");
        String id = UUID.randomUUID().toString();
        long heartbeat = vertx.setPeriodic(HEARTBEAT_MILLIS, timer -> hub.say(id, ": still here\n\n"));
        long inTurn = vertx.setTimer(LiveSocket.LONGEST_MILLIS, timer -> response.end());
        Runnable done = () -> {
            vertx.cancelTimer(heartbeat);
            vertx.cancelTimer(inTurn);
            hub.close(id);
        };
        response.endHandler(ended -> done.run())
                .closeHandler(closed -> done.run())
                .exceptionHandler(e -> done.run());
        response.write(RETRY);
        ClientMessage.Subscribe wanted = new ClientMessage.Subscribe(
                channels, position == null ? Map.of() : position.last(), position == null ? null : position.stream());
        hub.open(id, new Way(id, vertx.getOrCreateContext(), response), wanted);
    }

    /** The way to one reader. That a message was taken is the only sign of life it can give. */
    private final class Way implements Outlet {

        private final String id;
        private final Context context;
        private final HttpServerResponse response;

        Way(String id, Context context, HttpServerResponse response) {
            this.id = id;
            this.context = context;
            this.response = response;
        }

        @Override
        public String written(Frame frame, Map<String, Long> seen) {
            return "id: " + EventId.write(hub.stream(), seen) + "\ndata: " + frame.text() + "\n\n";
        }

        @Override
        public Uni<Void> send(String text) {
            return Uni.createFrom()
                    .emitter(emitter -> context.runOnContext(now -> {
                        if (response.ended() || response.closed()) {
                            emitter.fail(new IllegalStateException("the reader has gone"));
                            return;
                        }
                        response.write(text)
                                .onSuccess(taken -> {
                                    hub.heard(id);
                                    emitter.complete(null);
                                })
                                .onFailure(emitter::fail);
                    }));
        }

        @Override
        public void close(int code, String reason) {
            context.runOnContext(now -> {
                if (code == GOING_AWAY && !response.ended()) {
                    response.end();
                } else {
                    // whoever does not read does not take an end either
                    response.reset();
                }
            });
        }
    }
}
