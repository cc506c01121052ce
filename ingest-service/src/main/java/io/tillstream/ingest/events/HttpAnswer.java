package io.tillstream.ingest.events;

import io.vertx.core.buffer.Buffer;

/**
 * An answer to a body that was taken.
 *
 * @param status the HTTP status
 * @param contentType what the body is
 * @param body empty for a status without one
 */
public record HttpAnswer(int status, String contentType, Buffer body) {

    /** An answer in JSON. */
    public static HttpAnswer json(int status, Buffer body) {
        return new HttpAnswer(status, "application/json", body);
    }

    /** An answer that is its status alone. */
    public static HttpAnswer empty(int status) {
        return new HttpAnswer(status, "", Buffer.buffer());
    }
}
