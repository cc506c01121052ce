package io.tillstream.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tillstream.stack.database.LocalDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What images do, without an engine for containers: the cache for quick starts is made, the service starts with the image's options from it, takes the database
 * password from a file, and the image's own check finds it ready.
 */
class ImageProgramsIT {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    @TempDir
    private Path work;

    @Test
    void shouldStartFromItsCacheAndBecomeReady() throws Exception {
        Path image = image("query-api");
        int port = freePort();
        assertThat(run(
                        Map.of("JAVA", JAVA, "AOT_PORT", Integer.toString(port)),
                        "images/make-aot-cache",
                        image.toString()))
                .isZero();
        assertThat(image.resolve("app.aot")).isNotEmptyFile();

        String password = "of-a-file-alone";
        Path secrets = Files.createDirectory(work.resolve("secrets"));
        Files.writeString(secrets.resolve("tillstream.database.password"), password);
        try (LocalDatabase database = LocalDatabase.start(work.resolve("database"), 0, password)) {
            Map<String, String> environment = Map.of(
                    "QUARKUS_HTTP_PORT", Integer.toString(port),
                    "TILLSTREAM_DATABASE_HOST", database.host(),
                    "TILLSTREAM_DATABASE_PORT", Integer.toString(database.port()),
                    "TILLSTREAM_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
                    "TILLSTREAM_DATA_DIR", work.resolve("data").toString(),
                    "SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS", secrets.toString());
            Process service = start(
                    environment,
                    JAVA,
                    "-XX:AOTMode=on",
                    "@" + image.resolve("jvm.options"),
                    "-jar",
                    image.resolve("quarkus-run.jar").toString());
            try {
                await().atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(500))
                        .untilAsserted(() -> {
                            assertThat(service.isAlive()).isTrue();
                            assertThat(run(environment, "images/is-ready")).isZero();
                        });
                assertThat(run(environment, "images/is-ready", "/q/nothing-here"))
                        .isNotZero();
            } finally {
                service.destroy();
                assertThat(service.waitFor(60, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(run(environment, "images/is-ready")).isNotZero();
        }
    }

    @Test
    void shouldSayWhyThereIsNoCache() throws Exception {
        Path image = Files.createDirectory(work.resolve("broken"));
        Files.copy(Path.of("images", "jvm.options"), image.resolve("jvm.options"));
        Files.writeString(image.resolve("quarkus-run.jar"), "no archive");

        assertThat(run(
                        Map.of("JAVA", JAVA, "AOT_PORT", Integer.toString(freePort())),
                        "images/make-aot-cache",
                        image.toString()))
                .isEqualTo(1);
        assertThat(image.resolve("app.aot")).doesNotExist();
    }

    /** A service as the image holds it. */
    private Path image(String service) throws IOException {
        Path built = Path.of("..", service, "target", "quarkus-app");
        Path image = work.resolve(service);
        try (Stream<Path> files = Files.walk(built)) {
            files.forEach(
                    file -> copy(file, image.resolve(built.relativize(file).toString())));
        }
        Files.writeString(
                image.resolve("jvm.options"),
                Documents.text("images/jvm.options").replace("/opt/tillstream", image.toString()));
        return image;
    }

    private static void copy(Path from, Path to) {
        try {
            if (Files.isDirectory(from)) {
                Files.createDirectories(to);
            } else {
                Files.copy(from, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        return start(
                        environment,
                        Stream.concat(Stream.of("bash"), Stream.of(command)).toArray(String[]::new))
                .waitFor();
    }

    private Process start(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(work.resolve("output").toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
