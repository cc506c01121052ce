package io.tillstream.dashboard.problem;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Why the gateway refused a request, as an RFC 9457 problem. The query service means the same by the codes that both have. docs/problems.md lists them. */
public enum Problem {
    INVALID_PARAMETER(
            400,
            "The value of the query parameter named in `parameter` is not one that it takes; `detail` says which it takes.",
            "Send a value that it takes."),
    UNKNOWN_PARAMETER(
            400,
            "The address does not take the query parameter named in `parameter`.",
            "Leave it out; `detail` names those that it takes."),
    NOT_SIGNED_IN(
            401,
            "No ticket, access token or cookie came with the request, or it holds no longer. A ticket opens one connection.",
            "Get a new ticket by `POST /api/v1/access/ticket`, or sign in."),
    NOT_ALLOWED(
            403,
            "The role of whoever asks does not allow it: files are imported by administrators, and figures are for those who may read.",
            "Have an administrator do it, or send the file with a write key."),
    OTHER_ORIGIN(
            403,
            "Only pages of this dashboard's own origin may do this.",
            "Use the dashboard's own page, or have the origin configured; programs send no `Origin`."),
    METHOD_NOT_ALLOWED(405, "This way leads to queries only.", "Use GET."),
    TOO_LARGE(413, "The body does not state its length, or is larger than 64 KiB.", "Send `Content-Length`, and less."),
    BUSY(503, "Too many queries are under way.", "Try again after a second or two."),
    QUERY_SERVICE_AWAY(
            503,
            "The query service does not answer; live figures are not affected.",
            "Try again after as many seconds as `Retry-After` says."),
    INGEST_SERVICE_AWAY(
            503, "The ingest service does not answer.", "Try again after as many seconds as `Retry-After` says."),
    NO_WRITE_KEY(
            503,
            "The gateway has no write key, or none of the name in `X-Write-Key-Name`, so it cannot import files.",
            "Let `tillstream.dashboard.write-keys-file` name a file with lines `name=key` that the ingest service knows."),
    AUDIT_UNREADABLE(
            503,
            "The report of the last audit cannot be read.",
            "Audit again, or let `tillstream.dashboard.audit-file` name a report that `./tillstream audit` wrote."),
    KEYS_UNKNOWN(
            503,
            "The gateway has not yet read the keys by which it knows who is signed in.",
            "Try again after as many seconds as `Retry-After` says."),
    TOO_MANY_CLIENTS(
            503,
            "As many clients are connected as may be.",
            "Try again later, or have `tillstream.dashboard.max-clients` raised.");

    private final int status;
    private final String meaning;
    private final String whatToDo;

    Problem(int status, String meaning, String whatToDo) {
        this.status = status;
        this.meaning = meaning;
        this.whatToDo = whatToDo;
    }

    /** The name on the wire. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** HTTP status that it comes with. */
    public int status() {
        return status;
    }

    /** What has happened, in Markdown. */
    public String meaning() {
        return meaning;
    }

    /** What whoever asked can do about it, in Markdown. */
    public String whatToDo() {
        return whatToDo;
    }

    /** Answers with it. */
    public void send(HttpServerResponse response) {
        send(response, body(meaning));
    }

    /** Answers with it, naming the parameter at fault. */
    public void send(HttpServerResponse response, String parameter, String detail) {
        send(response, body(parameter + ": " + detail).put("parameter", parameter));
    }

    private JsonObject body(String detail) {
        String words = code().replace('_', ' ');
        return new JsonObject()
                .put("type", "urn:tillstream:problem:" + code().replace('_', '-'))
                .put("title", words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1))
                .put("status", status)
                .put("code", code())
                .put("detail", detail)
                .putNull("parameter")
                .put("what_to_do", whatToDo);
    }

    private void send(HttpServerResponse response, JsonObject body) {
        if (response.ended() || response.headWritten()) {
            return;
        }
        response.setStatusCode(status).putHeader("Content-Type", "application/problem+json");
        if (status == 503) {
            response.putHeader("Retry-After", "2");
        }
        if (this == NOT_SIGNED_IN) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        response.end(body.encode());
    }
}
