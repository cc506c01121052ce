package io.tillstream.ingest.runtime;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The service as it ships, in a process of its own. */
final class ServiceInstance implements AutoCloseable {

    private static final Path PROGRAM = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Process process;
    private final int port;

    private ServiceInstance(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Begins to start one whose data, keys and log are in a folder. */
    static ServiceInstance start(Path folder, String kafka) throws IOException {
        return start(folder, kafka, Map.of());
    }

    /** The same with further settings, as environment variables. */
    static ServiceInstance start(Path folder, String kafka, Map<String, String> further) throws IOException {
        Files.createDirectories(folder);
        Path keys = Files.writeString(folder.resolve("write-keys"), "tests=" + KafkaTestResource.WRITE_KEY + "\n");
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        PROGRAM.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log(folder));
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_PORT", Integer.toString(port),
                        "TILLSTREAM_KAFKA_BOOTSTRAP_SERVERS", kafka,
                        "TILLSTREAM_DATA_DIR", folder.resolve("data").toString(),
                        "TILLSTREAM_INGEST_WRITE_KEYS_FILE", keys.toString()));
        builder.environment().putAll(further);
        return new ServiceInstance(builder.start(), port);
    }

    private static File log(Path folder) {
        return folder.resolve("service.log").toFile();
    }

    /** Where an instance whose files are in a folder keeps what belongs to imports. */
    static Path imports(Path folder) {
        return folder.resolve("data").resolve("imports");
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    void awaitReady(HttpClient client) {
        HttpRequest ready = HttpRequest.newBuilder(address("/q/health/ready")).build();
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> client.send(ready, HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200);
    }

    /** Whether the process runs; without memory it would have ended. */
    boolean isAlive() {
        return process.isAlive();
    }

    int port() {
        return port;
    }

    /** Asks the process to end, as its operating system does. */
    void terminate() {
        process.toHandle().destroy();
    }

    void awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the service does not end");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
