package io.tillstream.dashboard.live;

import io.smallrye.mutiny.Uni;
import java.util.Map;

/** The way to one client: a socket, reduced to what a session needs. */
interface Outlet {

    /** Sends a message; the item arrives when the operating system took the last byte of it. */
    Uni<Void> send(String text);

    /**
     * A message as this client reads it. Called while nothing else of the session happens.
     *
     * @param seen by channel, the number of the state that the client has after it
     */
    default String written(Frame frame, Map<String, Long> seen) {
        return frame.text();
    }

    /** Ends the connection: the WebSocket status code and a short reason. */
    void close(int code, String reason);
}
