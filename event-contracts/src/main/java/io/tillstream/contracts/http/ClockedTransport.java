package io.tillstream.contracts.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import org.jspecify.annotations.Nullable;

/** Vert.x' own transport, but that each connection which a server takes gets a {@link RequestClock}, before it is asked for its first byte. */
final class ClockedTransport extends JDKTransport {

    private volatile @Nullable RequestTimes times;

    /** For servers that begin to listen from now on. */
    void keep(RequestTimes kept) {
        times = kept;
    }

    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        super.configure(options, domainSocket, bootstrap);
        RequestTimes kept = times;
        if (kept != null) {
            bootstrap.handler(new Door(kept));
        }
    }

    /** Sees connections as they come, before they are given to a server's event loop. */
    private static final class Door extends ChannelInboundHandlerAdapter {

        private final RequestTimes times;

        Door(RequestTimes times) {
            this.times = times;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object connection) {
            ((Channel) connection).pipeline().addLast(new RequestClock(times));
            context.fireChannelRead(connection);
        }
    }
}
