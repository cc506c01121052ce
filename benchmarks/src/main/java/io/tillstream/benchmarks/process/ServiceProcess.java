package io.tillstream.benchmarks.process;

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
import java.util.concurrent.TimeUnit;

/** A service as it ships, in a process of its own on a free port, with the flags that the launcher gives to services. */
public final class ServiceProcess implements AutoCloseable {

    private static final int READY_SECONDS = 180;
    private static final int STOP_SECONDS = 20;

    private final String name;
    private final Process process;
    private final int port;

    private ServiceProcess(String name, Process process, int port) {
        this.name = name;
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it and returns when it says that it is ready.
     *
     * @param name of the service
     * @param program its quarkus-run.jar
     * @param folder for its log
     * @param heapMebibytes cap of its heap
     * @param settings by the name of their environment variable
     * @throws IllegalArgumentException when it is not built
     * @throws IOException when it ends, or is not ready within three minutes; it does not run on then
     */
    public static ServiceProcess start(
            String name, Path program, Path folder, int heapMebibytes, Map<String, String> settings)
            throws IOException, InterruptedException {
        if (!Files.exists(program)) {
            throw new IllegalArgumentException(program + " is missing: build " + name + " first");
        }
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMebibytes + "m");
        command.addAll(ChildJvm.FLAGS);
        command.addAll(List.of("-jar", program.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().putAll(settings);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        ServiceProcess service = new ServiceProcess(name, builder.start(), port);
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
        HttpRequest ready =
                HttpRequest.newBuilder(address().resolve("/q/health/ready")).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < READY_SECONDS; i++) {
                if (!process.isAlive()) {
                    throw new IOException(name + " ended; its log is " + name + ".log");
                }
                try {
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
            throw new IOException(name + " is not ready after " + READY_SECONDS + " s");
        }
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** The process itself, to be measured or signalled. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
