package io.tillstream.ingest.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tillstream.stack.broker.LocalBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real broker in a temporary folder, a data folder, and one write key, for tests with {@code @QuarkusTest}. */
public final class KafkaTestResource implements QuarkusTestResourceLifecycleManager {

    /** The one write key. */
    public static final String WRITE_KEY = "test-key-0123456789";

    /** The secret of the source {@code acme} of webhooks. */
    public static final String WEBHOOK_SECRET = "hush-hush-0123456789";

    /** The access token of an administrator, where the query service would be. */
    public static final String ADMINISTRATOR = "token-of-ada";

    /** The access token of somebody who may look at figures. */
    public static final String VIEWER = "token-of-vera";

    private static final Map<String, String> ROLES =
            Map.of("Bearer " + ADMINISTRATOR, "\"viewer\",\"admin\"", "Bearer " + VIEWER, "\"viewer\"");

    private @Nullable Path folder;
    private @Nullable HttpServer people;
    private @Nullable LocalBroker broker;

    @Override
    public Map<String, String> start() {
        try {
            Path dir = Files.createTempDirectory("tillstream-ingest-test");
            folder = dir;
            LocalBroker started = LocalBroker.start(dir.resolve("kafka"), 0);
            broker = started;
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            people = server;
            server.createContext("/api/v1/access/me", KafkaTestResource::say);
            server.start();
            Path keys = Files.write(dir.resolve("write-keys"), List.of("# name=key", "tests=" + WRITE_KEY));
            Path secrets = Files.write(dir.resolve("webhook-secrets"), List.of("acme=" + WEBHOOK_SECRET));
            Path plan = Files.writeString(
                    dir.resolve("tracking-plan.json"),
                    "{\"keys\":{\"tests\":{\"actions\":{\"page_view\":{\"required\":[\"session_id\"]}}}}}");
            return Map.of(
                    "tillstream.ingest.tracking-plan-file", plan.toString(),
                    "tillstream.ingest.webhook-secrets-file", secrets.toString(),
                    "tillstream.kafka.bootstrap-servers", started.bootstrapServers(),
                    "tillstream.ingest.write-keys-file", keys.toString(),
                    "tillstream.query-api.url",
                            "http://127.0.0.1:" + server.getAddress().getPort(),
                    "tillstream.data-dir", dir.resolve("data").toString(),
                    // nobody listens there: the service takes events without it
                    "tillstream.registry.url", "http://127.0.0.1:1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void say(HttpExchange question) throws IOException {
        try (question) {
            String roles = ROLES.get(String.valueOf(question.getRequestHeaders().getFirst("Authorization")));
            byte[] answer = ("{\"mode\":\"required\",\"roles\":[" + roles + "]}").getBytes(StandardCharsets.UTF_8);
            question.sendResponseHeaders(roles == null ? 401 : 200, answer.length);
            question.getResponseBody().write(answer);
        }
    }

    @Override
    public void stop() {
        if (people != null) {
            people.stop(0);
        }
        if (broker != null) {
            broker.close();
        }
        Path dir = folder;
        if (dir != null) {
            try (Stream<Path> files = Files.walk(dir)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
