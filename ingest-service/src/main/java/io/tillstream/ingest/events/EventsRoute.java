package io.tillstream.ingest.events;

import io.tillstream.ingest.keys.WriteKeys;
import io.tillstream.ingest.publish.EventPublisher;
import io.tillstream.ingest.publish.KafkaUnavailableException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/events}. A route rather than a resource method, because everything that can be refused by its headers, or for want of memory, is refused
 * before a byte of the body is kept.
 */
@Singleton
final class EventsRoute {

    private static final Logger LOG = Logger.getLogger(EventsRoute.class);
    private static final String PATH = "/v1/events";

    private final WriteKeys keys;
    private final EventIntake intake;
    private final EventPublisher publisher;
    private final IntakeLimits limits;
    private final InFlightBytes inFlight;
    private final IntakeMetrics metrics;
    private final IntakeWorkers workers;
    private final Vertx vertx;
    private final Reply reply;

    EventsRoute(
            WriteKeys keys,
            EventIntake intake,
            EventPublisher publisher,
            IntakeLimits limits,
            InFlightBytes inFlight,
            IntakeMetrics metrics,
            IntakeWorkers workers,
            Vertx vertx) {
        this.keys = keys;
        this.intake = intake;
        this.publisher = publisher;
        this.limits = limits;
        this.inFlight = inFlight;
        this.metrics = metrics;
        this.workers = workers;
        this.vertx = vertx;
        reply = new Reply(vertx);
    }

    void register(@Observes Router router) {
        router.post(PATH).handler(this::post);
        router.route(PATH)
                .handler(routing -> reply.refuse(
                        routing.request(), ProblemKind.METHOD_NOT_ALLOWED, "Send events with POST " + PATH));
    }

    private void post(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        BodyFormat format = BodyFormat.of(request.getHeader(HttpHeaders.CONTENT_TYPE));
        try {
            checkKey(request);
            checkBodyHeaders(request, format);
            checkRoom(request);
        } catch (BodyException e) {
            reply.refuse(request, e.kind(), e.detail());
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        if (format != null) {
            ByteShare share = new ByteShare(inFlight);
            BodyCollector.collect(vertx, request, limits, share, new Taking(request, format, share));
        }
    }

    private void checkKey(HttpServerRequest request) throws BodyException {
        switch (keys.check(request.getHeader(HttpHeaders.AUTHORIZATION), request.getHeader(WriteKeys.HEADER))) {
            case REFUSED ->
                throw new BodyException(
                        ProblemKind.WRITE_KEY_REFUSED,
                        "Send a known write key in Authorization: Bearer or in " + WriteKeys.HEADER);
            case NO_KEYS ->
                throw new BodyException(
                        ProblemKind.NO_WRITE_KEYS,
                        "Put lines name=key into the file that tillstream.ingest.write-keys-file names");
            case KNOWN -> {}
        }
    }

    private void checkBodyHeaders(HttpServerRequest request, @Nullable BodyFormat format) throws BodyException {
        if (format == null) {
            throw new BodyException(
                    ProblemKind.UNSUPPORTED_TYPE, "Send application/json or application/x-ndjson, in UTF-8");
        }
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
        private final BodyFormat format;
        private final ByteShare share;
        private final Context eventLoop = vertx.getOrCreateContext();

        Taking(HttpServerRequest request, BodyFormat format, ByteShare share) {
            this.request = request;
            this.format = format;
            this.share = share;
        }

        @Override
        public void onBody(byte[] body) {
            long start = System.nanoTime();
            workers.execute(() -> take(body, start));
        }

        @Override
        public void onRefusal(ProblemKind kind, String detail) {
            share.giveBack();
            reply.refuse(request, kind, detail);
        }

        @Override
        public void onGone() {
            share.giveBack();
        }

        private void take(byte[] body, long start) {
            try {
                byte[] events = isGzip(request) ? GzipBody.inflate(body, limits.maxBodyBytes(), share) : body;
                intake.take(events, format).whenComplete((result, problem) -> {
                    metrics.answered(Duration.ofNanos(System.nanoTime() - start));
                    finish(() -> answer(result, problem));
                });
            } catch (BodyException e) {
                finish(() -> reply.problem(request, e.kind(), e.detail()));
            } catch (RuntimeException e) {
                finish(() -> answer(null, e));
            }
        }

        private void finish(Runnable answer) {
            share.giveBack();
            eventLoop.runOnContext(nothing -> answer.run());
        }

        private void answer(@Nullable IntakeResult result, @Nullable Throwable problem) {
            if (result != null && problem == null) {
                if (result.isAllRejected()) {
                    reply.invalid(request, result);
                } else {
                    reply.accepted(request, result);
                }
                return;
            }
            Throwable cause =
                    problem instanceof CompletionException && problem.getCause() != null ? problem.getCause() : problem;
            if (cause instanceof KafkaUnavailableException) {
                reply.problem(
                        request,
                        ProblemKind.KAFKA_UNAVAILABLE,
                        "Not all events were acknowledged; send the same ones again later, each counts once");
            } else {
                LOG.error("A request could not be answered", cause);
                reply.problem(request, ProblemKind.INTERNAL, "The service's log has more");
            }
        }
    }
}
