package io.tillstream.dashboard.live;

import io.smallrye.mutiny.Uni;

/** The way to one client: a socket, reduced to what a session needs. */
interface Outlet {

    /** Sends a message; the item arrives when the operating system took the last byte of it. */
    Uni<Void> send(String text);

    /** Ends the connection: the WebSocket status code and a short reason. */
    void close(int code, String reason);
}
