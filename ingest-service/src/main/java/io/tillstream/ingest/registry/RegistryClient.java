package io.tillstream.ingest.registry;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** The two requests to Apicurio Registry's REST API, version 3, that this service makes. What it logs in with is in no message. */
final class RegistryClient {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RegistrySettings settings;
    private final String group;
    private final JsonMapper mapper = new JsonMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    RegistryClient(RegistrySettings settings) {
        this.settings = settings;
        this.group = settings.url().toString().replaceAll("/+$", "") + "/apis/registry/v3/groups/"
                + encoded(settings.group());
    }

    /** The version with this very text, a new one if there is none. */
    RegistryAnswer register(RegistrySchema schema) throws IOException, InterruptedException {
        ObjectNode body =
                mapper.createObjectNode().put("artifactId", schema.artifactId()).put("artifactType", "JSON");
        body.putObject("firstVersion")
                .putObject("content")
                .put("content", schema.text())
                .put("contentType", "application/json");
        return post("/artifacts?ifExists=FIND_OR_CREATE_VERSION", body);
    }

    /** A rule that a person has set already stays what it is. */
    RegistryAnswer addRule(RegistrySchema schema, CompatibilityLevel level) throws IOException, InterruptedException {
        ObjectNode body =
                mapper.createObjectNode().put("ruleType", "COMPATIBILITY").put("config", level.name());
        return post("/artifacts/" + encoded(schema.artifactId()) + "/rules", body);
    }

    private RegistryAnswer post(String path, ObjectNode body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(group + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body)));
        Optional<String> login = login();
        if (login.isPresent()) {
            request.header("Authorization", login.get());
        }
        HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
        return RegistryAnswer.of(answer.statusCode(), answer.body());
    }

    private Optional<String> login() throws IOException {
        Optional<Path> file = settings.credentialsFile();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        String secret = Files.readString(file.get()).strip();
        return Optional.of(settings.username()
                .map(name -> "Basic "
                        + Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8)))
                .orElse("Bearer " + secret));
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
