package io.tillstream.contracts.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The clock of one connection: runs while a head or a body is arriving, and closes the connection when it took too long. It stands before whatever reads the
 * bytes, encryption included, and knows of them only that some came; so a connection that says nothing is none of its business. Lives on its event loop.
 *
 * <p>It costs a request no timer of its own: one that runs is left to look again later.
 */
final class RequestClock extends ChannelInboundHandlerAdapter {

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final long IN_CHUNKS = -1;

    private final RequestTimes times;
    private @Nullable Future<?> look;
    /** The last whose head has arrived. */
    private @Nullable HttpServerRequest request;

    private long announcedBytes;
    private boolean headBegun;
    private long since;

    RequestClock(RequestTimes times) {
        this.times = times;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (!headBegun && isNext()) {
            headBegun = true;
            since = System.nanoTime();
            lookAgain(context, times.head().toNanos());
        }
        context.fireChannelRead(bytes);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (look != null) {
            look.cancel(false);
        }
        context.fireChannelInactive();
    }

    /** Whether what comes now begins another request. */
    private boolean isNext() {
        HttpServerRequest last = request;
        return last == null
                || last.response().ended()
                        && last.response().getStatusCode() != SWITCHING_PROTOCOLS
                        && bodyHasArrived(last);
    }

    void headArrived(ChannelHandlerContext context, HttpServerRequest arrived) {
        headBegun = false;
        request = arrived;
        announcedBytes = announcedBytes(arrived);
        if (announcedBytes != 0) {
            since = System.nanoTime();
            lookAgain(context, times.body().toNanos());
        }
    }

    private static long announcedBytes(HttpServerRequest request) {
        if (request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            return IN_CHUNKS;
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            // whatever reads heads refuses it
            return 0;
        }
    }

    /** Whether all of it has come, taken by the service or not. */
    private boolean bodyHasArrived(HttpServerRequest last) {
        return announcedBytes == IN_CHUNKS ? last.isEnded() : last.bytesRead() >= announcedBytes;
    }

    /** Never later than a head may take, so that one that begins meanwhile is ended in time. */
    private void lookAgain(ChannelHandlerContext context, long nanos) {
        if (look == null) {
            long soon = Math.min(nanos, times.head().toNanos());
            look = context.executor().schedule(() -> look(context), soon, TimeUnit.NANOSECONDS);
        }
    }

    private void look(ChannelHandlerContext context) {
        look = null;
        HttpServerRequest last = request;
        long allowed;
        if (headBegun) {
            allowed = times.head().toNanos();
        } else if (last != null && !bodyHasArrived(last)) {
            if (!context.channel().config().isAutoRead()) {
                // the service does not read: that is not the sender's fault
                since = System.nanoTime();
            }
            allowed = times.body().toNanos() + TimeUnit.SECONDS.toNanos(last.bytesRead() / times.bodyRate());
        } else {
            return;
        }
        long left = allowed - (System.nanoTime() - since);
        if (left > 0) {
            lookAgain(context, left);
        } else {
            context.close();
        }
    }
}
