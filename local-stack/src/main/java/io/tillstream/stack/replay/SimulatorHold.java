package io.tillstream.stack.replay;

import io.tillstream.stack.launch.Component;
import io.tillstream.stack.launch.RunState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Holds the simulated shop still while two countings are compared, and lets it go on afterwards. */
final class SimulatorHold implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String url;
    private final boolean held;

    private SimulatorHold(RunState state) throws InterruptedException {
        url = state.ports().url(Component.SIMULATOR) + "/v1/simulator";
        held = state.startedComponents().contains(Component.SIMULATOR) && !isPaused() && post("/pause");
    }

    /** Pauses the simulator if one runs. */
    static SimulatorHold begin(RunState state) throws InterruptedException {
        return new SimulatorHold(state);
    }

    private boolean isPaused() throws InterruptedException {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create(url))
                                    .timeout(PATIENCE)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body()
                    .matches("(?s).*\"paused\"\\s*:\\s*true.*");
        } catch (IOException e) {
            return false;
        }
    }

    private boolean post(String path) throws InterruptedException {
        try {
            return http.send(
                                    HttpRequest.newBuilder(URI.create(url + path))
                                            .timeout(PATIENCE)
                                            .POST(HttpRequest.BodyPublishers.noBody())
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    < 300;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        if (held) {
            try {
                post("/resume");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
