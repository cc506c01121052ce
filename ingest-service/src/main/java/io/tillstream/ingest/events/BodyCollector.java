package io.tillstream.ingest.events;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/**
 * Collects one request's body on the event loop: each piece is counted in the budget before it is kept, and a sender that dribbles is cut off.
 */
final class BodyCollector {

    // an announcement costs nothing: more than this is kept only when it is there
    private static final int MOST_PREPARED_BYTES = 64 << 10;

    private final IntakeLimits limits;
    private final ByteShare share;
    private final Listener listener;
    private final Buffer body;
    private final long timer;
    private final Vertx vertx;
    private boolean ended;

    /** Hears once how the collecting ended. */
    interface Listener {
        /** The body is complete. */
        void onBody(byte[] body);

        /** The body is refused; more of it may still arrive. */
        void onRefusal(ProblemKind kind, String detail);

        /** The sender went away. */
        void onGone();
    }

    private BodyCollector(Vertx vertx, IntakeLimits limits, ByteShare share, Listener listener, int expectedBytes) {
        this.vertx = vertx;
        body = Buffer.buffer(expectedBytes);
        this.limits = limits;
        this.share = share;
        this.listener = listener;
        timer = vertx.setTimer(
                limits.bodyTimeout().toMillis(),
                id -> refuse(
                        ProblemKind.BODY_TIMEOUT,
                        "Send the body within " + limits.bodyTimeout().toSeconds() + " s"));
    }

    /**
     * Begins to read; returns at once.
     *
     * @param announcedBytes the length that the headers say; 0 when they say none
     */
    static void collect(
            Vertx vertx,
            HttpServerRequest request,
            IntakeLimits limits,
            ByteShare share,
            long announcedBytes,
            Listener listener) {
        BodyCollector collector =
                new BodyCollector(vertx, limits, share, listener, (int) Math.min(announcedBytes, MOST_PREPARED_BYTES));
        request.exceptionHandler(problem -> collector.gone());
        request.handler(collector::add);
        request.endHandler(nothing -> collector.complete());
        request.resume();
    }

    private void add(Buffer piece) {
        if (ended) {
            return;
        }
        if (body.length() + piece.length() > limits.maxBodyBytes()) {
            refuse(ProblemKind.TOO_LARGE, tooLarge(limits));
        } else if (share.grow(piece.length())) {
            body.appendBuffer(piece);
        } else {
            refuse(ProblemKind.BUSY, "Try again in a moment");
        }
    }

    static String tooLarge(IntakeLimits limits) {
        return String.format(
                Locale.ROOT, "A body has at most %,d bytes; send the events in several", limits.maxBodyBytes());
    }

    private void complete() {
        if (end()) {
            listener.onBody(body.getBytes());
        }
    }

    private void refuse(ProblemKind kind, String detail) {
        if (end()) {
            listener.onRefusal(kind, detail);
        }
    }

    private void gone() {
        if (end()) {
            listener.onGone();
        }
    }

    private boolean end() {
        boolean first = !ended;
        ended = true;
        vertx.cancelTimer(timer);
        return first;
    }
}
