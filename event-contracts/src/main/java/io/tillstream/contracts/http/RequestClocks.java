package io.tillstream.contracts.http;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.spi.VertxServiceProvider;

/**
 * Cuts off senders that dribble. Vert.x knows how long a connection may be silent, but not how long a request may take to arrive, so that a byte now and then
 * holds a connection for ever.
 *
 * <p>Vert.x finds this by itself. A server says before it listens how long it waits, and of each request that its head has arrived; over HTTP/1.1, where a
 * connection has one request at a time.
 */
public final class RequestClocks implements VertxServiceProvider {

    /** For Vert.x. */
    public RequestClocks() {}

    @Override
    public void init(VertxBuilder builder) {
        // any other is one of the operating system, and was asked for
        if (builder.findTransport().getClass() == JDKTransport.class) {
            builder.findTransport(new ClockedTransport());
        }
    }

    /**
     * Says how long servers wait that begin to listen from now on.
     *
     * @throws IllegalStateException when Vert.x was told to use the operating system's transport
     */
    public static void keep(Vertx vertx, RequestTimes times) {
        if (!(((VertxInternal) vertx).transport() instanceof ClockedTransport transport)) {
            throw new IllegalStateException(
                    "tillstream.http.head-timeout holds with quarkus.vertx.prefer-native-transport=false alone");
        }
        transport.keep(times);
    }

    /** Says that the head of a request has arrived. To be called on its event loop, before anything else is done with it. */
    public static void arrived(HttpServerRequest request) {
        if (request.connection() instanceof ConnectionBase connection) {
            ChannelHandlerContext context = connection.channel().pipeline().context(RequestClock.class);
            if (context != null) {
                ((RequestClock) context.handler()).headArrived(context, request);
            }
        }
    }
}
