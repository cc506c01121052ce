package io.tillstream.simulator.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 describes it.
 *
 * @param type stable address of the kind of error
 * @param field the field of the request that is wrong, if it is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String field) {

    static Problem of(int status, @Nullable String detail, @Nullable String field) {
        return switch (status) {
            case 400 -> new Problem("urn:tillstream:problem:not-json", "The body is not JSON", status, detail, field);
            case 404 ->
                new Problem("urn:tillstream:problem:not-found", "There is no such thing", status, detail, field);
            case 422 ->
                new Problem("urn:tillstream:problem:invalid-field", "A field is not valid", status, detail, field);
            case 503 ->
                new Problem(
                        "urn:tillstream:problem:not-acknowledged", "Kafka has not answered yet", status, detail, field);
            default -> new Problem("about:blank", "The request failed", status, detail, field);
        };
    }
}
