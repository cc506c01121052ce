package io.tillstream.benchmarks.api;

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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The query service as it ships, in a process of its own, without an event log: the tables are all it needs. */
final class QueryService implements AutoCloseable {

    private static final int READY_SECONDS = 180;

    private final Process process;
    private final URI address;
    private final String key;

    private QueryService(Process process, URI address, String key) {
        this.process = process;
        this.address = address;
        this.key = key;
    }

    /**
     * @param program its quarkus-run.jar
     * @param folder for its key and its log
     * @param database settings by the name of their environment variable
     */
    static QueryService start(Path program, Path folder, int heapMebibytes, Map<String, String> database)
            throws IOException, InterruptedException {
        if (!Files.exists(program)) {
            throw new IllegalArgumentException(program + " is missing: build the query service first");
        }
        String key = UUID.randomUUID().toString();
        Path keyFile = Files.writeString(folder.resolve("service-key"), key);
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMebibytes + "m");
        command.addAll(ChildJvm.FLAGS);
        command.addAll(List.of("-jar", program.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("query-api.log").toFile());
        builder.environment().putAll(database);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("TILLSTREAM_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
        builder.environment().put("TILLSTREAM_ACCESS_SERVICE_KEY_FILE", keyFile.toString());
        QueryService service = new QueryService(builder.start(), URI.create("http://127.0.0.1:" + port), key);
        service.awaitReadiness();
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
                    throw new IOException("the query service ended; its log is query-api.log");
                }
                try {
                    if (client.send(request("/q/health/ready"), HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) {
                        return;
                    }
                } catch (IOException e) {
                    // not listening yet
                }
                TimeUnit.SECONDS.sleep(1);
            }
            throw new IOException("the query service is not ready after " + READY_SECONDS + " s");
        }
    }

    /** A request as a program makes it. */
    HttpRequest request(String path) {
        return HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("Accept", "application/json")
                .build();
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
