package io.tillstream.stack.runtime;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of the loopback interface. */
public final class Ports {

    /** The only interface anything here binds to. */
    public static final String LOOPBACK = "127.0.0.1";

    /** Below the ports that systems hand out to outgoing connections, so that none of those takes one before its server listens. */
    private static final int FIRST = 15_000;

    private static final int END = 32_000;
    private static final int TRIES = 1_000;

    private Ports() {}

    /**
     * A port nobody listens on at this moment, another one with nearly every call.
     *
     * @throws IllegalStateException when a thousand ports in a row are taken
     */
    public static int free() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("No free port between " + FIRST + " and " + END);
    }

    /** True when a server could listen on the port now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // as servers do: a connection of an earlier run that is still winding down does not count as taken
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** {@link #LOOPBACK} as an address; nothing is looked up. */
    public static InetAddress address() {
        return InetAddress.ofLiteral(LOOPBACK);
    }
}
