package io.tillstream.dashboard.proxy;

import io.tillstream.dashboard.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks the query service who it is that asks, by their cookies and authorization, and which roles they hold. */
@Singleton
final class Callers {

    private static final String ME = "/api/v1/access/me";
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private final HttpClient client;

    Callers(QueryService query, Vertx vertx) {
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setDefaultHost(query.url().getHost())
                .setDefaultPort(query.port())
                .setSsl(query.isTls())
                .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(3))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) query.timeout().toMillis()));
    }

    /** Why whoever asks may not; null when they hold the role, or nobody has to sign in. Fails when the query service is away. */
    Future<@Nullable Problem> refusal(HttpServerRequest request, String role) {
        return client.request(HttpMethod.GET, ME)
                .compose(outgoing -> {
                    copy(request, outgoing);
                    return outgoing.send();
                })
                .compose(answer -> answer.statusCode() == OK
                        ? answer.body().map(body -> holds(body.toJsonObject(), role) ? null : Problem.NOT_ALLOWED)
                        : Future.succeededFuture(
                                answer.statusCode() == UNAUTHORIZED
                                        ? Problem.NOT_SIGNED_IN
                                        : Problem.QUERY_SERVICE_AWAY));
    }

    private static boolean holds(JsonObject me, String role) {
        JsonArray roles = me.getJsonArray("roles");
        return "open".equals(me.getString("mode")) || (roles != null && roles.contains(role));
    }

    /** Passes on by what somebody is known. */
    static void copy(HttpServerRequest request, HttpClientRequest outgoing) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            outgoing.putHeader("Authorization", authorization);
        }
        String cookies = ApiProxy.cookies(request);
        if (cookies != null) {
            outgoing.putHeader("Cookie", cookies);
        }
    }
}
