package io.tillstream.ingest.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tillstream.ingest.keys.WriteKeys;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Reads every few seconds which API keys may send events, from the query service. While that is away the keys of the last answer go on to hold until they expire; a
 * revoked key ends within {@link #PERIOD}.
 */
@Singleton
final class ApiKeyWatch {

    private static final Logger LOG = Logger.getLogger(ApiKeyWatch.class);
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Optional<Path> serviceKeyFile;
    private final URI address;
    private final WriteKeys keys;
    private final JsonMapper mapper = new JsonMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Thread thread =
            Thread.ofPlatform().name("watch-api-keys").daemon().unstarted(this::run);

    ApiKeyWatch(IngestConfig config, WriteKeys keys) {
        this.serviceKeyFile = config.access().serviceKeyFile();
        this.address = config.queryApi().url().resolve("/api/v1/access/ingest-keys");
        this.keys = keys;
    }

    void start(@Observes StartupEvent event) {
        if (serviceKeyFile.isPresent()) {
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                look(serviceKeyFile.orElseThrow());
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Path serviceKey) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(PATIENCE)
                    .header(
                            "Authorization",
                            "Bearer " + Files.readString(serviceKey).strip())
                    .build();
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() == 200) {
                keys.publish(published(mapper.readTree(answer.body())));
            }
        } catch (IOException | DateTimeParseException | IllegalArgumentException e) {
            // the last answer holds; the query service's own readiness says that it is away
            LOG.debugf("API keys cannot be read: %s", e.getClass().getSimpleName());
        }
    }

    private static List<WriteKeys.Published> published(JsonNode answer) {
        List<WriteKeys.Published> keys = new ArrayList<>();
        for (JsonNode key : answer.path("items")) {
            keys.add(new WriteKeys.Published(
                    key.path("name").asText(),
                    HexFormat.of().parseHex(key.path("hash").asText()),
                    Instant.parse(key.path("expires_at").asText())));
        }
        return keys;
    }
}
