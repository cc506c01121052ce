package io.tillstream.ingest.imports;

import io.tillstream.ingest.imports.ImportProblem.Kind;
import io.tillstream.ingest.keys.WriteKeys;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Who asks for imports. */
final class ImportKeys {

    private ImportKeys() {}

    /**
     * The name of the write key of a request.
     *
     * @throws ImportProblem when it has no known one
     */
    static String sender(WriteKeys keys, HttpServerRequest request) throws ImportProblem {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        String header = request.getHeader(WriteKeys.HEADER);
        switch (keys.check(authorization, header)) {
            case REFUSED ->
                throw new ImportProblem(
                        Kind.WRITE_KEY_REFUSED,
                        "Send a known write key in Authorization: Bearer or in " + WriteKeys.HEADER);
            case NO_KEYS ->
                throw new ImportProblem(
                        Kind.NO_WRITE_KEYS,
                        "Put lines name=key into the file that tillstream.ingest.write-keys-file names");
            case KNOWN -> {}
        }
        String presented = header != null ? header : WriteKeys.bearer(authorization);
        return presented == null ? "" : keys.nameOf(presented).orElse("");
    }
}
