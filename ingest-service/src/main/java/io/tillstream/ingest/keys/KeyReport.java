package io.tillstream.ingest.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Answers a write key with what concerns that key alone. */
public final class KeyReport {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int UNAUTHORIZED = 401;

    private final WriteKeys keys;
    private final Function<String, Map<String, Object>> report;

    /**
     * @param report makes the answer for the name of a key
     */
    public KeyReport(WriteKeys keys, Function<String, Map<String, Object>> report) {
        this.keys = keys;
        this.report = report;
    }

    /** Answers a request; 401 without a known key. */
    public void answer(RoutingContext routing) {
        String header = routing.request().getHeader(WriteKeys.HEADER);
        String presented =
                header != null ? header : WriteKeys.bearer(routing.request().getHeader(HttpHeaders.AUTHORIZATION));
        Optional<String> name = presented == null ? Optional.empty() : keys.nameOf(presented);
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
                    .end(MAPPER.writeValueAsString(report.apply(name.get())));
        } catch (JsonProcessingException e) {
            routing.fail(e);
        }
    }
}
