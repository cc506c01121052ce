package io.tillstream.stack.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tillstream.stack.launch.DataFolder;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.time.Duration;

/** Talks JSON with one service, and turns what it refuses into a sentence. */
final class ServiceClient {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Amounts keep every digit. */
    private final JsonMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final URI service;
    private final String key;

    private ServiceClient(URI service, String key) {
        this.service = service;
        this.key = key;
    }

    /** A client of the query service that authenticates as the owner of the installation. */
    static ServiceClient asOwner(DataFolder data, URI service) throws IOException {
        return new ServiceClient(
                service, Files.readString(data.serviceKeyFile()).strip());
    }

    /** A client that authenticates with the first write key of the installation. */
    static ServiceClient withKeyOf(DataFolder data, URI service) throws IOException {
        String key = Files.readAllLines(data.writeKeysFile()).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && line.contains("="))
                .map(line -> line.substring(line.indexOf('=') + 1).strip())
                .findFirst()
                .orElseThrow(() -> new CommandFailedException("There is no write key in " + data.writeKeysFile()));
        return new ServiceClient(service, key);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(path, HttpRequest.newBuilder().GET());
    }

    JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return send(
                path,
                HttpRequest.newBuilder()
                        .POST(BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body)))
                        .header("Content-Type", "application/json"));
    }

    /** Puts in place of a version of what is there: nobody's change made meanwhile is overwritten. */
    JsonNode put(String path, JsonNode body, long version) throws IOException, InterruptedException {
        return send(
                path,
                HttpRequest.newBuilder()
                        .PUT(BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body)))
                        .header("Content-Type", "application/json")
                        .header("If-Match", "\"" + version + "\""));
    }

    private JsonNode send(String path, HttpRequest.Builder request) throws IOException, InterruptedException {
        request.uri(service.resolve(path))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + key);
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            if (response.statusCode() >= 300) {
                throw new CommandFailedException(refusal(path, response));
            }
            return mapper.readTree(response.body());
        } catch (ConnectException | HttpTimeoutException e) {
            throw new NoAnswerException(service + " does not answer; see ./tillstream status");
        }
    }

    private String refusal(String path, HttpResponse<byte[]> response) {
        String reason = "";
        try {
            JsonNode problem = mapper.readTree(response.body());
            reason = ": " + problem.path("detail").asText(problem.path("title").asText());
        } catch (IOException e) {
            // not a problem document; the status says what there is to say
        }
        return service + path + " answers " + response.statusCode() + reason;
    }
}
