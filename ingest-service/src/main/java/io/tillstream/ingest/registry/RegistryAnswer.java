package io.tillstream.ingest.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Set;

/**
 * What the registry says to a request.
 *
 * @param status of HTTP
 * @param error name of the registry's error; empty when it gives none
 * @param reason its words, one line, for people
 */
record RegistryAnswer(int status, String error, String reason) {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int MOST = 500;
    /** 3.3 answers 400 to what breaks a rule, earlier versions 409, and 422 to content that is none. */
    private static final Set<Integer> REFUSALS = Set.of(400, 409, 422);
    /** Nothing else would be answered otherwise now: login, rights, no such group, too many requests, not ready. */
    private static final Set<Integer> CLOSED = Set.of(301, 302, 307, 308, 401, 403, 404, 405, 429, 502, 503, 504);

    static RegistryAnswer of(int status, byte[] body) {
        if (status < 300) {
            return new RegistryAnswer(status, "", "");
        }
        JsonNode problem = problem(body);
        StringBuilder reason = new StringBuilder(problem.path("title").asText());
        for (JsonNode cause : problem.path("causes")) {
            reason.append("; ")
                    .append(cause.path("context").asText())
                    .append(": ")
                    .append(cause.path("description").asText());
        }
        String line = reason.toString().replaceAll("\\p{Cntrl}", " ").strip();
        return new RegistryAnswer(
                status, problem.path("name").asText(), line.substring(0, Math.min(MOST, line.length())));
    }

    boolean taken() {
        return status < 300;
    }

    /** Two instances that start at the same time may get in each other's way. */
    boolean existsAlready() {
        return status == 409 && error.endsWith("AlreadyExistsException");
    }

    /** What was sent will never be taken. */
    boolean refused() {
        return REFUSALS.contains(status) && !existsAlready();
    }

    /** No use to send the next one now. */
    boolean closed() {
        return CLOSED.contains(status);
    }

    private static JsonNode problem(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            // not JSON: a proxy's page; the status says enough
            return MAPPER.createObjectNode();
        }
    }
}
