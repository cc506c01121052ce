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
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Passes {@code /api/*} on to the query service, so that the page has one origin. Reads only, except for signing in, saved views, layouts, custom segments, users,
 * keys, records in quarantine, where the shop stands with feedback, and commands to the trainer. Who may do what is decided there, by the cookie or token that is passed on. Answers stream through: a body is never held as a
 * whole.
 */
@Singleton
final class ApiProxy {

    private static final String SIGNING_IN = "/api/v1/access";
    /** Cookies of other programs on the same host are none of the query service's business. */
    private static final Set<String> COOKIES = Set.of("tillstream_access", "tillstream_refresh", "tillstream_company");

    private static final List<String> EDITED = List.of(
            "/api/v1/views",
            "/api/v1/layouts",
            "/api/v1/metrics",
            "/api/v1/custom-segments",
            "/api/v1/users",
            "/api/v1/keys",
            "/api/v1/quarantine",
            SIGNING_IN);
    private static final Pattern COMMAND = Pattern.compile("/api/v1/models/(train|[a-z-]{1,40}/(promote|pin|unpin))");
    private static final Pattern FEEDBACK_STATUS = Pattern.compile("/api/v1/feedback/[^/]{1,400}/status");
    private static final long MAX_BODY_BYTES = 65_536;
    private static final List<String> REQUEST_HEADERS = List.of(
            "Authorization",
            "Origin",
            "X-Forwarded-Proto",
            "Accept",
            "Accept-Language",
            "Accept-Encoding",
            "Content-Type",
            "Content-Length",
            "If-None-Match",
            "If-Match");
    private static final List<String> RESPONSE_HEADERS = List.of(
            "Content-Type",
            "Content-Length",
            "Content-Encoding",
            "Content-Disposition",
            "ETag",
            "Cache-Control",
            "Last-Modified",
            "Link",
            "Location",
            "Retry-After",
            "RateLimit-Limit",
            "RateLimit-Remaining",
            "RateLimit-Reset",
            "WWW-Authenticate",
            "Vary");

    private final QueryService service;
    private final OriginCheck origins;
    private final HttpClient client;
    private final AtomicInteger underWay = new AtomicInteger();

    ApiProxy(QueryService service, OriginCheck origins, Vertx vertx) {
        this.service = service;
        this.origins = origins;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setDefaultHost(service.url().getHost())
                .setDefaultPort(service.port())
                .setSsl(service.isTls())
                .setMaxPoolSize(service.maxRequests())
                .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(3))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) service.timeout().toMillis()));
    }

    void routes(@Observes Router router) {
        router.route("/api/*").handler(this::handle);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!isAllowed(request.method(), context.normalizedPath())) {
            Problem.METHOD_NOT_ALLOWED.send(context.response());
        } else if (isForeign(request)) {
            Problem.OTHER_ORIGIN.send(context.response());
        } else if (contentLength(request) > MAX_BODY_BYTES || isBodyOfUnknownLength(request)) {
            Problem.TOO_LARGE.send(context.response());
        } else if (underWay.incrementAndGet() > service.maxRequests()) {
            underWay.decrementAndGet();
            Problem.BUSY.send(context.response());
        } else {
            context.addEndHandler(done -> underWay.decrementAndGet());
            pass(request, context.response());
        }
    }

    private static boolean isAllowed(HttpMethod method, String path) {
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            return true;
        }
        if (method.equals(HttpMethod.POST) && COMMAND.matcher(path).matches()) {
            return true;
        }
        if (method.equals(HttpMethod.PUT) && FEEDBACK_STATUS.matcher(path).matches()) {
            return true;
        }
        boolean writes =
                method.equals(HttpMethod.POST) || method.equals(HttpMethod.PUT) || method.equals(HttpMethod.DELETE);
        return writes && EDITED.stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
    }

    /** A browser names the page that asks for a change; a page of another origin must not make one in the user's name. */
    private boolean isForeign(HttpServerRequest request) {
        boolean reads =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        return !reads && !origins.isAllowed(request.getHeader("Origin"), request.getHeader("Host"));
    }

    private static long contentLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private static boolean isBodyOfUnknownLength(HttpServerRequest request) {
        return request.getHeader("Transfer-Encoding") != null;
    }

    private void pass(HttpServerRequest request, HttpServerResponse response) {
        request.pause();
        client.request(new RequestOptions()
                        .setMethod(request.method())
                        .setURI(request.uri())
                        .setTimeout(service.timeout().toMillis()))
                .compose(outgoing -> send(request, outgoing))
                .onFailure(failure -> Problem.QUERY_SERVICE_AWAY.send(response))
                .onSuccess(incoming -> answer(incoming, request));
    }

    private static Future<HttpClientResponse> send(HttpServerRequest request, HttpClientRequest outgoing) {
        for (String header : REQUEST_HEADERS) {
            String value = request.getHeader(header);
            if (value != null) {
                outgoing.putHeader(header, value);
            }
        }
        String cookies = cookies(request);
        if (cookies != null) {
            outgoing.putHeader("Cookie", cookies);
        }
        String peer = request.remoteAddress().hostAddress();
        String before = request.getHeader("X-Forwarded-For");
        outgoing.putHeader("X-Forwarded-For", before == null ? peer : before + ", " + peer);
        String host = request.getHeader("Host");
        if (host != null) {
            outgoing.putHeader("X-Forwarded-Host", host);
        }
        return contentLength(request) > 0 ? outgoing.send(request) : outgoing.send();
    }

    /** The installation's own cookies of a request; null when there are none. */
    static @Nullable String cookies(HttpServerRequest request) {
        String cookies = request.cookies().stream()
                .filter(cookie -> COOKIES.contains(cookie.getName()))
                .map(cookie -> cookie.getName() + '=' + cookie.getValue())
                .collect(Collectors.joining("; "));
        return cookies.isEmpty() ? null : cookies;
    }

    private static void answer(HttpClientResponse incoming, HttpServerRequest request) {
        HttpServerResponse response = request.response();
        response.setStatusCode(incoming.statusCode());
        for (String header : RESPONSE_HEADERS) {
            String value = incoming.getHeader(header);
            if (value != null) {
                response.putHeader(header, value);
            }
        }
        String path = request.path();
        if (path != null && path.startsWith(SIGNING_IN + "/")) {
            response.putHeader("Set-Cookie", incoming.headers().getAll("Set-Cookie"));
        }
        if (incoming.getHeader("Content-Length") == null) {
            response.setChunked(true);
        }
        // when the service breaks off in the middle, breaking off is the only honest answer left
        incoming.pipe().endOnFailure(false).to(response).onFailure(failure -> request.connection()
                .close());
    }
}
