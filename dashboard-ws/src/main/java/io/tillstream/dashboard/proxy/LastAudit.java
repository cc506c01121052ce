package io.tillstream.dashboard.proxy;

import io.tillstream.dashboard.problem.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Tells those who may read what the last audit of this installation found: {@code GET /data-quality/audit}. {@code made_at} is null while there was none. */
@Singleton
final class LastAudit {

    private static final String PATH = "/data-quality/audit";
    private static final String VIEWER = "viewer";
    private static final String MADE_AT = "made_at";

    private final AuditFile file;
    private final Callers callers;
    private final Vertx vertx;

    LastAudit(AuditFile file, Callers callers, Vertx vertx) {
        this.file = file;
        this.callers = callers;
        this.vertx = vertx;
    }

    void routes(@Observes Router router) {
        router.get(PATH).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        callers.refusal(request, VIEWER)
                .onFailure(away -> Problem.QUERY_SERVICE_AWAY.send(request.response()))
                .onSuccess(refusal -> {
                    if (refusal != null) {
                        refusal.send(request.response());
                    } else {
                        tell(request);
                    }
                });
    }

    private void tell(HttpServerRequest request) {
        vertx.executeBlocking(this::report, false)
                .onFailure(unreadable -> Problem.AUDIT_UNREADABLE.send(request.response()))
                .onSuccess(report -> request.response()
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Cache-Control", "no-store")
                        .end(report.encode()));
    }

    private JsonObject report() throws IOException {
        Path path = file.path();
        if (path == null) {
            return new JsonObject().putNull(MADE_AT);
        }
        try {
            JsonObject report = new JsonObject(Files.readString(path));
            if (report.getValue(MADE_AT) == null) {
                throw new IOException(path + " does not say when the audit was made");
            }
            return report;
        } catch (NoSuchFileException e) {
            return new JsonObject().putNull(MADE_AT);
        } catch (DecodeException e) {
            throw new IOException(path + " is not a report of an audit", e);
        }
    }
}
