package io.tillstream.ingest.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Answers a write key with what concerns it. */
public final class KeyReport {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private final WriteKeys keys;

    /** For these keys. */
    public KeyReport(WriteKeys keys) {
        this.keys = keys;
    }

    /**
     * Answers a request; 401 without a known key.
     *
     * @param report makes the answer for the name of a key
     */
    public void answer(RoutingContext routing, Function<String, Map<String, Object>> report) {
        admit(routing, name -> send(routing, report.apply(name)));
    }

    /**
     * Lets a request with a known key on; answers 401 without.
     *
     * @param admitted takes the name of the key
     */
    public void admit(RoutingContext routing, Consumer<String> admitted) {
        String header = routing.request().getHeader(WriteKeys.HEADER);
        String presented =
                header != null ? header : WriteKeys.bearer(routing.request().getHeader(HttpHeaders.AUTHORIZATION));
        Optional<String> name = presented == null ? Optional.empty() : keys.nameOf(presented);
        if (name.isPresent()) {
            admitted.accept(name.get());
            return;
        }
        routing.response().putHeader("WWW-Authenticate", "Bearer realm=\"tillstream\"");
        refuse(
                routing,
                UNAUTHORIZED,
                "write-key-refused",
                "A write key is needed",
                "Send a known write key in Authorization: Bearer or in " + WriteKeys.HEADER);
    }

    /** Answers with a problem of this kind. */
    public static void refuse(RoutingContext routing, int status, String kind, String title, String detail) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "urn:tillstream:problem:" + kind);
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", detail);
        write(routing, status, "application/problem+json", problem);
    }

    /** Answers with JSON. */
    public static void send(RoutingContext routing, Map<String, Object> answer) {
        write(routing, OK, "application/json", answer);
    }

    private static void write(RoutingContext routing, int status, String type, Map<String, Object> answer) {
        try {
            routing.response()
                    .setStatusCode(status)
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .putHeader(HttpHeaders.CONTENT_TYPE, type)
                    .end(MAPPER.writeValueAsString(answer));
        } catch (JsonProcessingException e) {
            routing.fail(e);
        }
    }
}
