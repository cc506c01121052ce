package io.tillstream.ingest.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Plays the two requests of Apicurio Registry's API, version 3, as its OpenAPI document describes them and 3.3.3 answers them. What only a real one can say,
 * above all about compatibility, {@link RegistryServerTest} asks of a real one.
 */
final class PlayedRegistry implements AutoCloseable {

    private static final String GROUP = "/apis/registry/v3/groups/tillstream";
    private static final JsonMapper MAPPER = new JsonMapper();

    /** An answer to be given instead of the usual one. */
    record Problem(int status, String body) {}

    /** Versions of each artifact. */
    final Map<String, List<String>> versions = new LinkedHashMap<>();

    /** Rule of each artifact that has one. */
    final Map<String, String> rules = new LinkedHashMap<>();

    /** Answers to all that is sent for an artifact. */
    final Map<String, Problem> problems = new LinkedHashMap<>();

    /** What was sent as {@code Authorization}, a {@code -} for nothing. */
    final Queue<String> logins = new ConcurrentLinkedQueue<>();

    /** When not empty, all else is answered with 401. */
    volatile String demanded = "";

    private final HttpServer server;

    PlayedRegistry() {
        this(0);
    }

    PlayedRegistry(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String login = exchange.getRequestHeaders().getFirst("Authorization");
        logins.add(login == null ? "-" : login);
        JsonNode body = MAPPER.readTree(exchange.getRequestBody());
        String path = exchange.getRequestURI().toString();
        if (!exchange.getRequestMethod().equals("POST")) {
            send(exchange, 405, "");
        } else if (!demanded.isEmpty() && !demanded.equals(login)) {
            send(exchange, 401, "{\"title\":\"Unauthorized\",\"status\":401}");
        } else if (path.equals(GROUP + "/artifacts?ifExists=FIND_OR_CREATE_VERSION")) {
            artifact(exchange, body);
        } else if (path.startsWith(GROUP + "/artifacts/") && path.endsWith("/rules")) {
            rule(exchange, path.substring((GROUP + "/artifacts/").length(), path.length() - "/rules".length()), body);
        } else {
            send(exchange, 404, "{\"title\":\"RESTEASY003210\",\"status\":404,\"name\":\"NotFoundException\"}");
        }
    }

    private void artifact(HttpExchange exchange, JsonNode body) throws IOException {
        String id = body.path("artifactId").asText();
        Problem problem = problems.get(id);
        JsonNode content = body.path("firstVersion").path("content");
        if (problem != null) {
            send(exchange, problem.status(), problem.body());
        } else if (!body.path("artifactType").asText().equals("JSON")
                || !content.path("contentType").asText().equals("application/json")) {
            send(exchange, 400, "{\"title\":\"not of the documented form\",\"status\":400}");
        } else {
            List<String> texts = versions.computeIfAbsent(id, none -> new ArrayList<>());
            String text = content.path("content").asText();
            if (!texts.contains(text)) {
                texts.add(text);
            }
            send(exchange, 200, "{\"version\":{\"version\":\"" + (texts.indexOf(text) + 1) + "\"}}");
        }
    }

    private void rule(HttpExchange exchange, String id, JsonNode body) throws IOException {
        if (!versions.containsKey(id)) {
            send(exchange, 404, "{\"title\":\"No artifact\",\"status\":404,\"name\":\"ArtifactNotFoundException\"}");
        } else if (rules.containsKey(id)) {
            send(
                    exchange,
                    409,
                    "{\"title\":\"A rule named 'COMPATIBILITY' already exists.\",\"status\":409,\"name\":\"RuleAlreadyExistsException\"}");
        } else {
            rules.put(
                    id,
                    body.path("ruleType").asText() + " " + body.path("config").asText());
            send(exchange, 204, "");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
