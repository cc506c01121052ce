package io.tillstream.dashboard.proxy;

import io.tillstream.dashboard.live.OriginCheck;
import io.tillstream.dashboard.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets administrators import files, and see what became of what senders sent, by way of the page: {@code /ingest/v1/imports*} and {@code /ingest/v1/data-quality} are passed on to the
 * ingest service with a write key of the installation, which no browser sees. Each request is let through only when the query service says that an administrator asks. A file streams through.
 */
@Singleton
final class IngestProxy {

    /** Names the write key in whose name something is asked; the first of the file when there is none. */
    static final String KEY_NAME = "X-Write-Key-Name";

    private static final String ROOT = "/ingest";
    private static final String KEYS = ROOT + "/keys";
    private static final Pattern PASSED = Pattern.compile(
            "/ingest/v1/(imports(/(preview|[A-Za-z0-9-]{1,64}|mappings(/[^/]{1,200})?))?|data-quality(/senders)?)");
    /** Where the ingest service itself asks who it is that asks, as it answers about keys that the gateway does not hold. */
    private static final String SENDERS = ROOT + "/v1/data-quality/senders";

    private static final String ADMIN = "admin";
    private static final List<String> REQUEST_HEADERS = List.of("Accept", "Content-Type", "Content-Length", "If-Match");
    private static final List<String> RESPONSE_HEADERS =
            List.of("Content-Type", "Content-Length", "Location", "Retry-After", "Allow", "ETag");
    /** Before the limit of Quarkus for bodies, which is meant for answers of forms and not for a shop's history; the ingest service has limits of its own. */
    private static final int BEFORE_LIMIT = -10;

    private final IngestService ingest;
    private final OriginCheck origins;
    private final Vertx vertx;
    private final HttpClient ingestClient;
    private final Callers callers;

    IngestProxy(IngestService ingest, Callers callers, OriginCheck origins, Vertx vertx) {
        this.ingest = ingest;
        this.callers = callers;
        this.origins = origins;
        this.vertx = vertx;
        this.ingestClient = vertx.createHttpClient(new HttpClientOptions()
                .setDefaultHost(ingest.url().getHost())
                .setDefaultPort(ingest.port())
                .setSsl(ingest.isTls())
                .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(3))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) ingest.timeout().toMillis()));
    }

    void routes(@Observes Router router) {
        router.route(ROOT + "/*").order(BEFORE_LIMIT).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = context.normalizedPath();
        boolean reads = request.method().equals(HttpMethod.GET);
        if (!path.equals(KEYS) && !PASSED.matcher(path).matches()) {
            context.next();
        } else if (!reads && !origins.isAllowed(request.getHeader("Origin"), request.getHeader("Host"))) {
            Problem.OTHER_ORIGIN.send(request.response());
        } else {
            request.pause();
            callers.refusal(request, ADMIN)
                    .onFailure(away -> refuse(request, Problem.QUERY_SERVICE_AWAY))
                    .onSuccess(refusal -> {
                        if (refusal != null) {
                            refuse(request, refusal);
                        } else {
                            withKeys(request, path);
                        }
                    });
        }
    }

    /** What is left of a body is thrown away, so that the connection stays of use. */
    private static void refuse(HttpServerRequest request, Problem problem) {
        request.resume();
        problem.send(request.response());
    }

    private void withKeys(HttpServerRequest request, String path) {
        vertx.executeBlocking(ingest::keys, false)
                .onFailure(unreadable -> refuse(request, Problem.NO_WRITE_KEY))
                .onSuccess(keys -> {
                    String name = request.getHeader(KEY_NAME);
                    String key =
                            name == null ? keys.values().stream().findFirst().orElse(null) : keys.get(name);
                    if (path.equals(KEYS)) {
                        request.resume();
                        names(request.response(), keys);
                    } else if (key == null) {
                        refuse(request, Problem.NO_WRITE_KEY);
                    } else {
                        pass(request, path, key);
                    }
                });
    }

    private static void names(HttpServerResponse response, Map<String, String> keys) {
        response.putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(new JsonObject()
                        .put("keys", new JsonArray(List.copyOf(keys.keySet())))
                        .encode());
    }

    private void pass(HttpServerRequest request, String path, String key) {
        ingestClient
                .request(new RequestOptions()
                        .setMethod(request.method())
                        .setURI(path.substring(ROOT.length()))
                        .setIdleTimeout(ingest.timeout().toMillis()))
                .compose(outgoing -> {
                    if (path.equals(SENDERS)) {
                        Callers.copy(request, outgoing);
                    }
                    return send(request, outgoing.putHeader("X-Write-Key", key));
                })
                .onFailure(away -> refuse(request, Problem.INGEST_SERVICE_AWAY))
                .onSuccess(incoming -> answer(incoming, request));
    }

    private static Future<HttpClientResponse> send(HttpServerRequest request, HttpClientRequest outgoing) {
        REQUEST_HEADERS.forEach(header -> copy(request.getHeader(header), header, outgoing));
        boolean hasBody = request.getHeader("Content-Length") != null || request.getHeader("Transfer-Encoding") != null;
        if (!hasBody) {
            request.resume();
            return outgoing.send();
        }
        if (request.getHeader("Content-Length") == null) {
            outgoing.setChunked(true);
        }
        return outgoing.send(request);
    }

    private static void copy(@Nullable String value, String header, HttpClientRequest outgoing) {
        if (value != null) {
            outgoing.putHeader(header, value);
        }
    }

    private static void answer(HttpClientResponse incoming, HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(incoming.statusCode());
        for (String header : RESPONSE_HEADERS) {
            String value = incoming.getHeader(header);
            if (value != null) {
                response.putHeader(header, header.equals("Location") ? ROOT + value : value);
            }
        }
        response.putHeader("Cache-Control", "no-store");
        if (incoming.getHeader("Content-Length") == null) {
            response.setChunked(true);
        }
        incoming.pipe().endOnFailure(false).to(response).onFailure(failure -> request.connection()
                .close());
    }
}
