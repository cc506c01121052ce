package io.tillstream.query.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jspecify.annotations.Nullable;

/** Requests and answers of a run, by the operation's id: ContractTest sends the requests, and writes the answers with {@code -Dtillstream.update=true}. */
final class Examples {

    private static final String FILE = "/META-INF/openapi-examples.json";

    private final JsonNode byOperation;

    /** Reads them. */
    Examples() {
        try (InputStream file = Examples.class.getResourceAsStream(FILE)) {
            byOperation = new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A body to send, or null. */
    @Nullable
    Object request(String operation) {
        return plain(byOperation.path(operation).path("request"));
    }

    /** The body that a method's own annotation shows, or null. */
    static @Nullable Object declared(Method method) {
        RequestBody body = method.getAnnotation(RequestBody.class);
        if (body == null || body.content().length == 0 || body.content()[0].examples().length == 0) {
            return null;
        }
        try {
            return plain(new ObjectMapper().readTree(body.content()[0].examples()[0].value()));
        } catch (IOException e) {
            throw new UncheckedIOException("of " + method, e);
        }
    }

    /** Whether the body may be left out. */
    boolean isRequestOptional(String operation) {
        return byOperation.path(operation).path("request_optional").asBoolean();
    }

    /** An answer, or null. */
    @Nullable
    Object answer(String operation) {
        return plain(byOperation.path(operation).path("answer"));
    }

    private static @Nullable Object plain(JsonNode value) {
        return value.isMissingNode() ? null : new ObjectMapper().convertValue(value, Object.class);
    }
}
