package io.tillstream.benchmarks.ingest;

import io.tillstream.benchmarks.process.ParentWatch;
import io.tillstream.benchmarks.process.QuietLogs;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;

/** The limit: an HTTP server of the kind that ingest-service is built on, which reads each body to its end, does nothing with it, and answers 202. */
final class BareProgram {

    static final String PORT = "port ";
    private static final String ANSWER = "{\"accepted\":1,\"rejected\":[]}";

    private BareProgram() {}

    public static void main(String[] arguments) throws Exception {
        QuietLogs.errorsOnly();
        Vertx vertx = Vertx.vertx();
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1"))
                .requestHandler(request -> request.body().onSuccess(body -> request.response()
                        .setStatusCode(202)
                        .putHeader("content-type", "application/json")
                        .end(ANSWER)));
        System.out.println(PORT
                + server.listen(0)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get()
                        .actualPort());
        ParentWatch.awaitEnd();
        System.exit(0);
    }
}
