package io.tillstream.ingest.quality;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The administrators of the installation, as the query service knows them. */
public final class Administrators {

    private static final String ME = "/api/v1/access/me";
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(3);
    private static final int AT_A_TIME = 4;
    private static final int MOST_WAITING = 20;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final HttpClient client;

    /**
     * Asks for each by itself.
     *
     * @param queryService scheme, host and port
     */
    public Administrators(Vertx vertx, URI queryService) {
        boolean tls = "https".equals(queryService.getScheme());
        int usual = tls ? HTTPS : HTTP;
        client = vertx.createHttpClient(
                new HttpClientOptions()
                        .setDefaultHost(queryService.getHost())
                        .setDefaultPort(queryService.getPort() < 0 ? usual : queryService.getPort())
                        .setSsl(tls)
                        .setConnectTimeout((int) PATIENCE_MILLIS),
                new PoolOptions().setHttp1MaxSize(AT_A_TIME).setMaxWaitQueueSize(MOST_WAITING));
    }

    /**
     * Whether somebody is one.
     *
     * @param authorization the header of that name, or null
     * @param cookie the header of that name, or null
     * @return fails when the query service does not say
     */
    Future<Boolean> include(@Nullable String authorization, @Nullable String cookie) {
        return client.request(HttpMethod.GET, ME)
                .compose(question -> ask(question, authorization, cookie))
                .compose(answer -> switch (answer.statusCode()) {
                    case OK -> answer.body().map(Administrators::isOne);
                    case UNAUTHORIZED, FORBIDDEN -> answer.body().map(false);
                    default -> Future.failedFuture("The query service answers " + answer.statusCode());
                });
    }

    private static Future<HttpClientResponse> ask(
            HttpClientRequest question, @Nullable String authorization, @Nullable String cookie) {
        if (authorization != null) {
            question.putHeader("Authorization", authorization);
        }
        if (cookie != null) {
            question.putHeader("Cookie", cookie);
        }
        return question.idleTimeout(PATIENCE_MILLIS).send();
    }

    private static boolean isOne(Buffer answer) {
        JsonObject me = answer.toJsonObject();
        JsonArray roles = me.getJsonArray("roles");
        return "open".equals(me.getString("mode")) || roles != null && roles.contains("admin");
    }
}
