package io.tillstream.ingest.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.ingest.imports.clean.TablePreview;
import io.tillstream.ingest.imports.job.ImportStatus;
import io.tillstream.ingest.imports.mapping.KeptMapping;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes answers, on the event loop of their request. */
final class ImportReply {

    private static final OutputJson<ImportStatus> STATUS = OutputJson.of(ImportStatus.class);
    private static final OutputJson<ImportList> LIST = OutputJson.of(ImportList.class);
    private static final OutputJson<MappingAnswer> MAPPING = OutputJson.of(MappingAnswer.class);
    private static final OutputJson<MappingList> MAPPINGS = OutputJson.of(MappingList.class);
    private static final OutputJson<TablePreview> PREVIEW = OutputJson.of(TablePreview.class);
    private static final OutputJson<ProblemDocument> PROBLEM = OutputJson.of(ProblemDocument.class);
    private static final String RETRY_SECONDS = "30";
    // a client that is still sending reads the answer only if the connection stays open for a moment
    private static final long LINGER_MILLIS = TimeUnit.SECONDS.toMillis(2);

    private final Vertx vertx;

    record MappingList(List<MappingAnswer> mappings) {}

    record ImportList(List<ImportStatus> imports) {}

    /** A problem of RFC 9457, with a code of ours. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ProblemDocument(
            String type,
            String title,
            int status,
            String detail,
            @Nullable String code) {}

    ImportReply(Vertx vertx) {
        this.vertx = vertx;
    }

    void status(HttpServerRequest request, int httpStatus, ImportStatus status) {
        if (httpStatus == 202) {
            request.response().putHeader(HttpHeaders.LOCATION, ImportRoutes.PATH + "/" + status.id());
        }
        send(request, httpStatus, "application/json", STATUS.write(status));
    }

    void list(HttpServerRequest request, List<ImportStatus> imports) {
        send(request, 200, "application/json", LIST.write(new ImportList(imports)));
    }

    /** Gives a mapping, and its version as the ETag to whoever may change it. */
    void mapping(HttpServerRequest request, String key, KeptMapping kept) {
        MappingAnswer answer = MappingAnswer.of(kept, key);
        if (answer.own()) {
            request.response().putHeader(HttpHeaders.ETAG, "\"" + answer.version() + "\"");
        }
        send(request, 200, "application/json", MAPPING.write(answer));
    }

    void mappings(HttpServerRequest request, String key, List<KeptMapping> mappings) {
        List<MappingAnswer> answers =
                mappings.stream().map(kept -> MappingAnswer.of(kept, key)).toList();
        send(request, 200, "application/json", MAPPINGS.write(new MappingList(answers)));
    }

    void preview(HttpServerRequest request, TablePreview preview) {
        send(request, 200, "application/json", PREVIEW.write(preview));
    }

    void nothing(HttpServerRequest request) {
        request.response().setStatusCode(204).end();
    }

    /** Answers with a problem; what still arrives of the body is thrown away, and the connection closed soon. */
    void problem(HttpServerRequest request, ImportProblem problem, String allowedMethods) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (!request.isEnded()) {
            long closing =
                    vertx.setTimer(LINGER_MILLIS, id -> request.connection().close());
            request.handler(piece -> {});
            request.exceptionHandler(gone -> vertx.cancelTimer(closing));
            request.endHandler(nothing -> vertx.cancelTimer(closing));
            request.resume();
        }
        switch (problem.kind()) {
            case WRITE_KEY_REFUSED -> response.putHeader("WWW-Authenticate", "Bearer realm=\"tillstream\"");
            case METHOD_NOT_ALLOWED -> response.putHeader(HttpHeaders.ALLOW, allowedMethods);
            default -> {
                if (problem.kind().worthRetrying()) {
                    response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
                }
            }
        }
        ImportProblem.Kind kind = problem.kind();
        send(
                request,
                kind.status(),
                "application/problem+json",
                PROBLEM.write(new ProblemDocument(
                        kind.type(), kind.title(), kind.status(), problem.detail(), problem.code())));
    }

    private static void send(HttpServerRequest request, int status, String type, byte[] body) {
        HttpServerResponse response = request.response();
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, type)
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .end(Buffer.buffer(body));
        }
    }
}
