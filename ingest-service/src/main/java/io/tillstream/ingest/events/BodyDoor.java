package io.tillstream.ingest.events;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.tillstream.contracts.tracing.Tracing;
import io.tillstream.ingest.publish.EventPublisher;
import io.tillstream.ingest.publish.KafkaUnavailableException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Lets bodies with events in. Everything that can be refused by its headers, or for want of memory, is refused before a byte of the body is kept; the rest is
 * read on the event loop and taken on a worker.
 */
@Singleton
public final class BodyDoor {

    private static final Logger LOG = Logger.getLogger(BodyDoor.class);
    private static final int SERVER_ERROR = 500;
    private static final String TRACE_ID = "traceId";
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<Long> BYTES = AttributeKey.longKey("http.request.body.size");

    private final EventPublisher publisher;
    private final IntakeLimits limits;
    private final InFlightBytes inFlight;
    private final IntakeMetrics metrics;
    private final IntakeWorkers workers;
    private final Vertx vertx;
    private final Tracing tracing;
    private final OpenRequests open;
    private final Reply reply;

    /** Takes what is to be done with one body. */
    public interface Taker {
        /**
         * Takes a body, on a worker.
         *
         * @return completes with the answer when Kafka has acknowledged what was right, exceptionally with
         *     {@link KafkaUnavailableException} when it has not
         * @throws BodyException when the body as a whole cannot be taken
         */
        CompletionStage<HttpAnswer> take(SentBody body) throws BodyException;
    }

    BodyDoor(
            EventPublisher publisher,
            IntakeLimits limits,
            InFlightBytes inFlight,
            IntakeMetrics metrics,
            IntakeWorkers workers,
            Vertx vertx,
            Tracing tracing,
            OpenRequests open) {
        this.publisher = publisher;
        this.limits = limits;
        this.inFlight = inFlight;
        this.metrics = metrics;
        this.workers = workers;
        this.vertx = vertx;
        this.tracing = tracing;
        this.open = open;
        reply = new Reply(vertx);
    }

    /** Receives the body of a request that may send, and answers it. */
    public void receive(HttpServerRequest request, Taker taker) {
        try {
            checkHeaders(request);
            checkRoom(request);
        } catch (BodyException e) {
            refuse(request, e);
            return;
        }
        if (!open.begin()) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            refuse(request, new BodyException(ProblemKind.BUSY, "The service ends; send to another, or in a moment"));
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        ByteShare share = new ByteShare(inFlight);
        BodyCollector.collect(vertx, request, limits, share, contentLength(request), new Taking(request, taker, share));
    }

    /** Answers a request whose body may still be arriving. */
    public void refuse(HttpServerRequest request, BodyException problem) {
        reply.refuse(request, problem.kind(), problem.detail());
    }

    private void checkHeaders(HttpServerRequest request) throws BodyException {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity") && !isGzip(request)) {
            throw new BodyException(ProblemKind.UNSUPPORTED_TYPE, "Send the body as it is or with gzip");
        }
        if (contentLength(request) > limits.maxBodyBytes()) {
            throw new BodyException(ProblemKind.TOO_LARGE, BodyCollector.tooLarge(limits));
        }
    }

    private void checkRoom(HttpServerRequest request) throws BodyException {
        if (!publisher.isAvailable()) {
            throw new BodyException(ProblemKind.KAFKA_UNAVAILABLE, "Send the same events again later");
        }
        if (!inFlight.hasRoomFor(contentLength(request))) {
            throw new BodyException(ProblemKind.BUSY, "Try again in a moment");
        }
    }

    private static boolean isGzip(HttpServerRequest request) {
        return "gzip".equalsIgnoreCase(request.getHeader(HttpHeaders.CONTENT_ENCODING));
    }

    /** The announced length; 0 when none is, or none that can be read (the HTTP codec has refused those already). */
    private static long contentLength(HttpServerRequest request) {
        String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return announced == null ? 0 : Long.parseLong(announced);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** One request from its body to its answer. */
    private final class Taking implements BodyCollector.Listener {

        private final HttpServerRequest request;
        private final Taker taker;
        private final ByteShare share;
        private final Context eventLoop = vertx.getOrCreateContext();
        private final Span span;

        Taking(HttpServerRequest request, Taker taker, ByteShare share) {
            this.request = request;
            this.taker = taker;
            this.share = share;
            span = tracing.serve("take events", request::getHeader);
        }

        @Override
        public void onBody(byte[] body) {
            long start = System.nanoTime();
            workers.execute(() -> take(body, start));
        }

        @Override
        public void onRefusal(ProblemKind kind, String detail) {
            share.giveBack();
            reply.refuse(request, kind, detail).onComplete(written -> open.end());
            span.end();
        }

        @Override
        public void onGone() {
            share.giveBack();
            open.end();
            span.setStatus(StatusCode.ERROR, "the sender left").end();
        }

        private void take(byte[] body, long start) {
            span.setAttribute(BYTES, body.length);
            if (tracing.isOn()) {
                MDC.put(TRACE_ID, span.getSpanContext().getTraceId());
            }
            try (Scope current = span.makeCurrent()) {
                taker.take(new SentBody(body, isGzip(request), limits, share)).whenComplete((answer, problem) -> {
                    metrics.answered(Duration.ofNanos(System.nanoTime() - start));
                    finish(() -> answer(answer, problem));
                });
            } catch (BodyException e) {
                finish(() -> reply.problem(request, e.kind(), e.detail()));
            } catch (RuntimeException e) {
                finish(() -> answer(null, e));
            } finally {
                MDC.remove(TRACE_ID);
            }
        }

        private void finish(Supplier<Future<Void>> answer) {
            share.giveBack();
            eventLoop.runOnContext(nothing -> {
                if (open.isEnding() && !request.response().headWritten()) {
                    request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
                }
                answer.get().onComplete(written -> open.end());
                int status = request.response().getStatusCode();
                span.setAttribute(STATUS, status);
                if (status >= SERVER_ERROR) {
                    span.setStatus(StatusCode.ERROR);
                }
                span.end();
            });
        }

        private Future<Void> answer(@Nullable HttpAnswer answer, @Nullable Throwable problem) {
            if (answer != null && problem == null) {
                return reply.send(request, answer);
            }
            Throwable cause =
                    problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
            if (cause instanceof KafkaUnavailableException) {
                return reply.problem(
                        request,
                        ProblemKind.KAFKA_UNAVAILABLE,
                        "Not all events were acknowledged; send the same ones again later, each counts once");
            }
            LOG.error("A request could not be answered", cause);
            return reply.problem(request, ProblemKind.INTERNAL, "The service's log has more");
        }
    }
}
