package io.tillstream.ingest.events;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.TimeUnit;

/** Writes answers, on the event loop of their request. */
final class Reply {

    private static final String PROBLEM_JSON = "application/problem+json";
    private static final String RETRY_SECONDS = "2";
    private static final int ACCEPTED = 202;
    // a client that is still sending reads the answer only if the connection stays open for a moment
    private static final long LINGER_MILLIS = TimeUnit.SECONDS.toMillis(2);

    private final Vertx vertx;

    Reply(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The answer to a body of our own format: what was taken, or why nothing was. */
    static HttpAnswer summary(IntakeResult result) {
        return result.isAllRejected()
                ? new HttpAnswer(ProblemKind.INVALID_EVENTS.status(), PROBLEM_JSON, Answers.invalid(result))
                : HttpAnswer.json(ACCEPTED, Answers.summary(result));
    }

    /** Completes when the answer is written, or can no longer be. */
    Future<Void> send(HttpServerRequest request, HttpAnswer answer) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return Future.succeededFuture();
        }
        response.setStatusCode(answer.status());
        if (!answer.contentType().isEmpty()) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
        }
        return response.putHeader("X-Content-Type-Options", "nosniff").end(answer.body());
    }

    /** Answers with a problem after the body was read. */
    Future<Void> problem(HttpServerRequest request, ProblemKind kind, String detail) {
        HttpServerResponse response = request.response();
        if (!response.ended() && !response.closed()) {
            switch (kind) {
                case WRITE_KEY_REFUSED -> response.putHeader("WWW-Authenticate", "Bearer realm=\"tillstream\"");
                case METHOD_NOT_ALLOWED -> response.putHeader(HttpHeaders.ALLOW, "POST");
                case BUSY, KAFKA_UNAVAILABLE, NO_WRITE_KEYS ->
                    response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
                default -> {}
            }
        }
        return send(request, new HttpAnswer(kind.status(), PROBLEM_JSON, Answers.problem(kind, detail)));
    }

    /** Answers with a problem while the body may still be arriving: what comes is thrown away, and the connection closed soon. */
    Future<Void> refuse(HttpServerRequest request, ProblemKind kind, String detail) {
        if (request.isEnded()) {
            return problem(request, kind, detail);
        }
        long closing = vertx.setTimer(LINGER_MILLIS, id -> request.connection().close());
        request.handler(piece -> {});
        request.exceptionHandler(gone -> vertx.cancelTimer(closing));
        request.endHandler(nothing -> vertx.cancelTimer(closing));
        request.resume();
        return problem(request, kind, detail);
    }
}
