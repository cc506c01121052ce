package io.tillstream.benchmarks.ingest;

import io.tillstream.benchmarks.process.ChildJvm;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The ingest service as it ships, in a process of its own. */
final class IngestService implements AutoCloseable {

    /** The one key that may send. */
    static final String KEY = "bench-key-0123456789";

    private static final int READY_SECONDS = 120;
    private static final int HEAP_MEBIBYTES = 256;

    private final Process process;
    private final int port;

    private IngestService(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * @param program its quarkus-run.jar
     * @param folder for its key and its log
     * @param kafka address of the broker
     */
    static IngestService start(Path program, Path folder, String kafka) throws IOException, InterruptedException {
        if (!Files.exists(program)) {
            throw new IllegalArgumentException(program + " is missing: build the ingest service first");
        }
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + HEAP_MEBIBYTES + "m");
        command.addAll(ChildJvm.FLAGS);
        command.addAll(List.of("-jar", program.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("ingest-service.log").toFile());
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("TILLSTREAM_KAFKA_BOOTSTRAP_SERVERS", kafka);
        builder.environment().put("TILLSTREAM_DATA_DIR", folder.resolve("data").toString());
        builder.environment()
                .put(
                        "TILLSTREAM_INGEST_WRITE_KEYS_FILE",
                        Files.writeString(folder.resolve("write-keys"), "bench=" + KEY + "\n")
                                .toString());
        IngestService service = new IngestService(builder.start(), port);
        try {
            service.awaitReadiness();
        } catch (IOException | InterruptedException e) {
            service.close();
            throw e;
        }
        return service;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReadiness() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < READY_SECONDS; i++) {
                if (!process.isAlive()) {
                    throw new IOException("the ingest service ended; its log is ingest-service.log");
                }
                try {
                    HttpRequest ready = HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                            .build();
                    if (client.send(ready, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) {
                        return;
                    }
                } catch (IOException e) {
                    // not listening yet
                }
                TimeUnit.SECONDS.sleep(1);
            }
            throw new IOException("the ingest service is not ready after " + READY_SECONDS + " s");
        }
    }

    int port() {
        return port;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
