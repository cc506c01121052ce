package io.tillstream.ingest.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tillstream.contracts.schema.AsyncApi;
import io.tillstream.contracts.schema.ContractSchemas;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /schemas} and {@code /asyncapi}. They hold nothing of the shop and ask nobody for a key. */
@Singleton
final class ContractRoutes {

    private static final String SCHEMAS = "/schemas";
    private static final String SUFFIX = ".json";
    private static final String SCHEMA_JSON = "application/schema+json";
    private static final int NOT_FOUND = 404;

    private final String index;
    private final String asyncApi = AsyncApi.document();

    ContractRoutes() throws JsonProcessingException {
        List<Map<String, String>> items = ContractSchemas.names().stream()
                .map(name -> Map.of("name", name, "url", SCHEMAS + "/" + name + SUFFIX))
                .toList();
        index = new JsonMapper().writeValueAsString(Map.of("items", items));
    }

    void register(@Observes Router router) {
        router.get(SCHEMAS).handler(routing -> answer(routing.request(), "application/json", index));
        router.get(SCHEMAS + "/*").handler(this::schema);
        router.get("/asyncapi")
                .handler(routing ->
                        answer(routing.request(), "application/vnd.aai.asyncapi+json;version=3.0.0", asyncApi));
    }

    private void schema(RoutingContext routing) {
        String path = routing.normalizedPath();
        boolean file = path.startsWith(SCHEMAS + "/") && path.endsWith(SUFFIX);
        String name = file ? path.substring(SCHEMAS.length() + 1, path.length() - SUFFIX.length()) : "";
        answer(routing.request(), SCHEMA_JSON, ContractSchemas.text(name));
    }

    private static void answer(HttpServerRequest request, String type, @Nullable String body) {
        if (body == null) {
            request.response()
                    .setStatusCode(NOT_FOUND)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                    .end(
                            "{\"type\":\"urn:tillstream:problem:not-found\",\"title\":\"There is no such schema\",\"status\":404,"
                                    + "\"detail\":\"GET " + SCHEMAS + " lists all\"}");
            return;
        }
        request.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader(HttpHeaders.CACHE_CONTROL, "max-age=300")
                .end(body);
    }
}
