package io.tillstream.stack.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Plain JSON requests to the services. */
final class Http implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .build()
            .configure(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, true);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /**
     * One answer.
     *
     * @param body the JSON document, null when there is none
     */
    record Answer(int status, @Nullable JsonNode body) {
        boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    Answer get(String url) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    /** The same with a key, where one is given. */
    Answer get(String url, @Nullable String key) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).GET();
        return send(key == null ? request : request.header("Authorization", "Bearer " + key));
    }

    Answer post(String url) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Whether nobody listens there at all. */
    static boolean isNobodyThere(IOException e) {
        return e instanceof ConnectException;
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send(
                request.timeout(TIMEOUT).header("Accept", "application/json").build(),
                HttpResponse.BodyHandlers.ofByteArray());
        try {
            return new Answer(answer.statusCode(), answer.body().length == 0 ? null : JSON.readTree(answer.body()));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return new Answer(answer.statusCode(), null);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
