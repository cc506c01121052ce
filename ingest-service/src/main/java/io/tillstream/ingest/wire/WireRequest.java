package io.tillstream.ingest.wire;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a format sees of a request.
 *
 * @param last the last segment of the path
 * @param parameters the parameters of the address, by name
 * @param headers the headers, by name in any case
 * @param sent the body as it was sent
 * @param body the body, inflated
 * @param maxEvents most events that it may hold
 */
public record WireRequest(
        String last,
        Function<String, @Nullable String> parameters,
        Function<String, @Nullable String> headers,
        byte[] sent,
        byte[] body,
        int maxEvents) {

    /** A header's value, or null. */
    public @Nullable String header(String name) {
        return headers.apply(name);
    }

    /** A parameter's value, or null. */
    public @Nullable String parameter(String name) {
        return parameters.apply(name);
    }
}
