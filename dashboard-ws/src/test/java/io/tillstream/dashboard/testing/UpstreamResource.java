package io.tillstream.dashboard.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A small HTTP server where the query service would be, and the ingest service: answers what it was asked, a long body at {@code /api/v1/long}, and breaks off in the middle at
 * {@code /api/v1/broken}.
 */
public final class UpstreamResource implements QuarkusTestResourceLifecycleManager {

    /** Length of the long body, in bytes. */
    public static final int LONG = 20_000_000;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, String> posted = new ConcurrentHashMap<>();
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private @Nullable HttpServer server;
    private @Nullable Path keys;
    private @Nullable Path folder;
    private int port;

    @Override
    public Map<String, String> start() {
        startServer();
        String url = "http://127.0.0.1:" + port;
        try {
            Path file = Files.createTempFile("write-keys", "");
            keys = file;
            Path made = Files.createTempDirectory("audits");
            folder = made;
            Files.writeString(file, "# of the shop\nshop=secret-shop\ntill = secret-till\n");
            return Map.of(
                    "tillstream.query-api.url",
                    url,
                    "tillstream.ingest.url",
                    url,
                    "tillstream.dashboard.write-keys-file",
                    file.toString(),
                    "tillstream.dashboard.audit-file",
                    made.resolve("audit.json").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void startServer() {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
            port = started.getAddress().getPort();
            started.createContext("/", this::answer);
            started.setExecutor(threads);
            started.start();
            server = started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void stopServer() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /** What stands in the file of the last audit from now on; with null there is none. */
    public void audit(@Nullable String text) {
        Path file = Objects.requireNonNull(folder, "folder").resolve("audit.json");
        try {
            if (text == null) {
                Files.deleteIfExists(file);
            } else {
                Files.writeString(file, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers that path with JSON from now on. */
    public void answer(String path, String json) {
        answers.put(path, json);
    }

    /** Answers what is posted to that path with JSON from now on. */
    public void answerPost(String path, String json) {
        posted.put(path, json);
    }

    /** Refuses what is posted to that path by 401 with that problem from now on; with null no longer. */
    public void refuse(String path, @Nullable String problem) {
        if (problem == null) {
            refusals.remove(path);
        } else {
            refusals.put(path, problem);
        }
    }

    /** Method, path and body of what was asked to be changed so far. */
    public List<String> changes() {
        return List.copyOf(changes);
    }

    /** Path and query of what was asked so far. */
    public List<String> questions() {
        return List.copyOf(questions);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String method = exchange.getRequestMethod();
            String path = exchange.getRequestURI().getPath();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                changes.add(method + ' ' + path + ' ' + body);
            } else {
                questions.add(exchange.getRequestURI().toString());
            }
            String refusal = method.equals("POST") ? refusals.get(path) : null;
            String json = method.equals("GET") ? answers.get(path) : refusal;
            if (json == null && method.equals("POST")) {
                json = posted.get(path);
            }
            if (json != null) {
                byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(refusal == null ? 200 : 401, bytes.length);
                exchange.getResponseBody().write(bytes);
                return;
            }
            exchange.getResponseHeaders().add("ETag", "\"v7\"");
            exchange.getResponseHeaders().add("Set-Cookie", "secret=1");
            switch (exchange.getRequestURI().getPath()) {
                case "/api/v1/long" -> {
                    exchange.sendResponseHeaders(200, 0);
                    byte[] block = "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
                    try (OutputStream out = exchange.getResponseBody()) {
                        for (int sent = 0; sent < LONG; sent += block.length) {
                            out.write(block);
                        }
                    }
                }
                case "/api/v1/broken" -> {
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody().write(new byte[10]);
                    exchange.getResponseBody().flush();
                }
                default -> {
                    String cookie = exchange.getRequestHeaders().getFirst("Cookie");
                    String key = exchange.getRequestHeaders().getFirst("X-Write-Key");
                    String match = exchange.getRequestHeaders().getFirst("If-Match");
                    String text = exchange.getRequestMethod()
                            + ' '
                            + exchange.getRequestURI()
                            + ' '
                            + body
                            + ' '
                            + cookie
                            + (key == null ? "" : ' ' + key)
                            + (match == null ? "" : ' ' + match);
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Content-Type", "text/plain");
                    exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? 201 : 200, bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
            }
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(UpstreamResource.class));
    }

    @Override
    public void stop() {
        stopServer();
        threads.close();
        Path file = keys;
        if (file != null) {
            file.toFile().delete();
        }
        Path audits = folder;
        if (audits != null) {
            audit(null);
            audits.toFile().delete();
        }
    }
}
