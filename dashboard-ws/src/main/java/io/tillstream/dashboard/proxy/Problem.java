package io.tillstream.dashboard.proxy;

import io.vertx.core.http.HttpServerResponse;

/** Why a query was not passed on, as an RFC 9457 problem. */
enum Problem {
    METHOD(405, "method-not-allowed", "This way leads to queries only: use GET."),
    ORIGIN(403, "other-origin", "Only this dashboard's own page may make changes."),
    TOO_LARGE(413, "body-too-large", "The body must state its length and be at most 64 KiB."),
    BUSY(503, "too-many-queries", "Too many queries are under way; try again shortly."),
    AWAY(503, "query-service-away", "The query service does not answer; live figures are not affected.");

    private final int status;
    private final String body;

    Problem(int status, String code, String detail) {
        this.status = status;
        this.body = "{\"type\":\"about:blank\",\"title\":\"" + code.replace('-', ' ') + "\",\"status\":" + status
                + ",\"code\":\"" + code + "\",\"detail\":\"" + detail + "\"}";
    }

    void send(HttpServerResponse response) {
        if (response.ended() || response.headWritten()) {
            return;
        }
        response.setStatusCode(status).putHeader("Content-Type", "application/problem+json");
        if (status == 503) {
            response.putHeader("Retry-After", "2");
        }
        response.end(body);
    }
}
