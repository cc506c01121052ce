package io.tillstream.ingest.events;

import java.util.Locale;

/** The kinds of refusal, stable for clients: {@code type} is {@code urn:tillstream:problem:} and the name in lower case with hyphens. */
enum ProblemKind {
    UNREADABLE_BODY(400, "The body cannot be read"),
    WRITE_KEY_REFUSED(401, "A write key is needed"),
    NOT_FOUND(404, "There is nothing at this address"),
    METHOD_NOT_ALLOWED(405, "Only POST is possible here"),
    BODY_TIMEOUT(408, "The body took too long"),
    TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_TYPE(415, "The content type is not supported"),
    INVALID_EVENTS(422, "No event was accepted"),
    UPGRADE_REQUIRED(426, "This is a WebSocket"),
    INTERNAL(500, "Something went wrong here"),
    BUSY(503, "Too much is waiting for Kafka"),
    KAFKA_UNAVAILABLE(503, "Kafka cannot take events now"),
    NO_WRITE_KEYS(503, "No write keys are configured");

    private final int status;
    private final String title;

    ProblemKind(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    String type() {
        return "urn:tillstream:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
