package io.tillstream.ingest.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tillstream.ingest.keys.WriteKeys;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/tracking-plan}: the plan of the write key that asks, and how often its events were otherwise. */
@Singleton
final class PlanRoute {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int UNAUTHORIZED = 401;

    private final WriteKeys keys;
    private final PlanCheck plan;

    PlanRoute(WriteKeys keys, PlanCheck plan) {
        this.keys = keys;
        this.plan = plan;
    }

    void register(@Observes Router router) {
        router.get("/v1/tracking-plan").handler(this::answer);
    }

    private void answer(RoutingContext routing) {
        String header = routing.request().getHeader(WriteKeys.HEADER);
        String bearer = WriteKeys.bearer(routing.request().getHeader(HttpHeaders.AUTHORIZATION));
        Optional<String> name = name(header != null ? header : bearer);
        HttpServerResponse response = routing.response().putHeader("X-Content-Type-Options", "nosniff");
        if (name.isEmpty()) {
            response.setStatusCode(UNAUTHORIZED)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                    .putHeader("WWW-Authenticate", "Bearer realm=\"tillstream\"")
                    .end(
                            "{\"type\":\"urn:tillstream:problem:write-key-refused\",\"title\":\"A write key is needed\",\"status\":401,"
                                    + "\"detail\":\"Send a known write key in Authorization: Bearer or in "
                                    + WriteKeys.HEADER + "\"}");
            return;
        }
        try {
            response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(MAPPER.writeValueAsString(plan.report(name.get())));
        } catch (JsonProcessingException e) {
            routing.fail(e);
        }
    }

    private Optional<String> name(@Nullable String key) {
        return key == null ? Optional.empty() : keys.nameOf(key);
    }
}
