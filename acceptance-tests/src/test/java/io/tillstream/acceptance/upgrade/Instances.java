package io.tillstream.acceptance.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tillstream.stack.runtime.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The instances of one service, of which one at a time is given requests, as behind a load balancer. */
final class Instances implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String service;
    private final Path folder;
    private final Map<String, String> settings;
    private final HttpClient http;
    private final AtomicReference<@Nullable Instance> current = new AtomicReference<>();

    private record Instance(Process process, int port) {}

    /**
     * None at first.
     *
     * @param folder for logs and for the instances' own data
     * @param settings of every instance, by the name of their environment variable
     */
    Instances(String service, Path folder, Map<String, String> settings, HttpClient http) {
        this.service = service;
        this.folder = folder;
        this.settings = settings;
        this.http = http;
    }

    /** Where requests go now. */
    URI address() {
        return address(Objects.requireNonNull(current.get(), service));
    }

    private static URI address(Instance instance) {
        return URI.create("http://127.0.0.1:" + instance.port());
    }

    /** Starts an instance; {@link #goOver} waits for it. */
    Runnable begin(Version version) throws IOException {
        String name = service + "-" + version.name();
        int port = Ports.free();
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("QUARKUS_HTTP_HOST", Ports.LOOPBACK);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("TILLSTREAM_DATA_DIR", folder.resolve(name).toString());
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseCompactObjectHeaders",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        version.program(service).toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().putAll(environment);
        Instance next = new Instance(builder.start(), port);
        return () -> goOver(next, name);
    }

    /** Waits until the instance is ready, gives it the requests, and asks the one before to end. */
    private void goOver(Instance next, String name) {
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(() -> {
                assertThat(next.process().isAlive()).describedAs(name).isTrue();
                return isReady(next);
            });
        } catch (RuntimeException | AssertionError e) {
            next.process().destroyForcibly();
            throw new AssertionError(name + " is not ready:\n" + log(name), e);
        }
        Instance before = current.getAndSet(next);
        if (before != null) {
            end(before);
        }
    }

    private boolean isReady(Instance instance) throws InterruptedException {
        try {
            return http.send(
                                    HttpRequest.newBuilder(address(instance).resolve("/q/health/ready"))
                                            .timeout(Duration.ofSeconds(10))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String log(String name) {
        try {
            return Files.readString(folder.resolve(name + ".log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void end(Instance instance) {
        instance.process().destroy();
        try {
            assertThat(instance.process().waitFor(60, TimeUnit.SECONDS))
                    .describedAs(service + " ends when it is asked to")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            instance.process().destroyForcibly();
        }
    }

    @Override
    public void close() {
        Instance last = current.getAndSet(null);
        if (last != null) {
            last.process().destroyForcibly();
        }
    }
}
