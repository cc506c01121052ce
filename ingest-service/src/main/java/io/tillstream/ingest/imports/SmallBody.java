package io.tillstream.ingest.imports;

import io.tillstream.ingest.imports.ImportProblem.Kind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Receives a body that is small or refused. */
final class SmallBody {

    private static final int MAX_BYTES = 64 << 10;

    private SmallBody() {}

    /** Gives the body to one of the two, once. */
    static void receive(HttpServerRequest request, Consumer<byte[]> whole, Consumer<ImportProblem> refused) {
        Buffer body = Buffer.buffer();
        boolean[] over = new boolean[1];
        request.handler(piece -> {
            if (body.length() + piece.length() <= MAX_BYTES) {
                body.appendBuffer(piece);
            } else if (!over[0]) {
                over[0] = true;
                refused.accept(new ImportProblem(Kind.TOO_LARGE, "The JSON has at most " + MAX_BYTES + " bytes"));
            }
        });
        request.endHandler(nothing -> {
            if (!over[0]) {
                whole.accept(body.getBytes());
            }
        });
        request.resume();
    }
}
