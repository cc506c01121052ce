package io.tillstream.dashboard.live;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@code /ws/live}: clients subscribe to channels and are sent snapshots and deltas. */
@WebSocket(path = "/ws/live")
public class LiveSocket {

    /** Whoever may no longer look loses the figures within that time: the next socket takes a ticket again. */
    static final long LONGEST_MILLIS = 30 * 60_000;

    private static final CloseReason IN_TURN = new CloseReason(1001, "open another");

    private final ChannelHub hub;
    private final Vertx vertx;
    private final Map<String, Long> timers = new ConcurrentHashMap<>();

    LiveSocket(ChannelHub hub, Vertx vertx) {
        this.hub = hub;
        this.vertx = vertx;
    }

    @OnOpen
    @NonBlocking
    void open(WebSocketConnection connection) {
        timers.put(connection.id(), vertx.setTimer(LONGEST_MILLIS, timer -> end(connection, IN_TURN)));
        hub.open(connection.id(), new Outlet() {
            @Override
            public Uni<Void> send(String text) {
                return connection.sendText(text);
            }

            @Override
            public void close(int code, String reason) {
                end(connection, new CloseReason(code, reason));
            }
        });
    }

    @OnTextMessage
    @NonBlocking
    void text(String message, WebSocketConnection connection) {
        hub.message(connection.id(), message);
    }

    @OnBinaryMessage
    @NonBlocking
    void binary(Buffer message, WebSocketConnection connection) {
        hub.binary(connection.id());
    }

    @OnPongMessage
    @NonBlocking
    void pong(Buffer data, WebSocketConnection connection) {
        hub.heard(connection.id());
    }

    @OnError
    @NonBlocking
    void error(Throwable failure, WebSocketConnection connection) {
        // a broken connection is an everyday matter: the client comes back and resumes
        hub.close(connection.id());
        end(connection, CloseReason.INTERNAL_SERVER_ERROR);
    }

    @OnClose
    @NonBlocking
    void close(WebSocketConnection connection) {
        hub.close(connection.id());
        Long timer = timers.remove(connection.id());
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }

    private static void end(WebSocketConnection connection, CloseReason reason) {
        if (connection.isOpen()) {
            connection.close(reason).subscribe().with(done -> {}, failure -> {});
        }
    }
}
