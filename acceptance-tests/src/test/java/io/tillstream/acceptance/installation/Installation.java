package io.tillstream.acceptance.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillstream.stack.runtime.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A whole installation in a folder of its own and on free ports, started, used and stopped by {@code ./tillstream} and by HTTP, as its users do. */
public final class Installation implements AutoCloseable {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PORTS =
            List.of("dashboard", "ingest", "query", "streams", "simulator", "kafka", "database");

    private final Path data;
    private final List<String> options;
    private final Map<String, Integer> ports = new TreeMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private boolean hasAdministrator;

    private Installation(Path data, List<String> options) {
        this.data = data;
        this.options = options;
    }

    /** What a command printed and how it ended. */
    public record Outcome(int exitStatus, String output) {}

    /** Starts an installation and returns when all of it is ready. */
    public static Installation start(Path data, String... options) throws IOException, InterruptedException {
        Installation installation = new Installation(data, List.of(options));
        PORTS.forEach(port -> installation.ports.put(port, Ports.free()));
        installation.startAgain();
        return installation;
    }

    /** Starts it with what it was first started with, after it was brought down, and returns when all of it is ready. */
    void startAgain() throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("up", "--detach", "--timeout=240"));
        ports.forEach((name, port) -> arguments.add("--" + name + "-port=" + port));
        arguments.addAll(options);
        Outcome up = run(arguments.toArray(String[]::new));
        if (up.exitStatus() != 0) {
            close();
        }
        assertThat(up.exitStatus()).describedAs(up.output()).isZero();
    }

    /** Runs a command of {@code ./tillstream} on this installation. */
    public Outcome run(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("bash", ROOT.resolve("tillstream").toString()));
        command.addAll(List.of(arguments));
        command.add("--data=" + data);
        Path output = Files.createTempFile("tillstream", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(15, TimeUnit.MINUTES);
            String text = Files.readString(output);
            assertThat(ended).describedAs("%s: %s", command, text).isTrue();
            return new Outcome(process.exitValue(), text);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Address of a service: dashboard, ingest, query, streams or simulator. */
    public String url(String service) {
        return "http://127.0.0.1:" + ports.get(service);
    }

    /** The brokers' address. */
    public String bootstrapServers() {
        return "127.0.0.1:" + ports.get("kafka");
    }

    /** A question to the query service by who owns the installation. */
    HttpRequest.Builder asOwner(String path) throws IOException {
        return HttpRequest.newBuilder(URI.create(url("query") + path))
                .header("Authorization", "Bearer " + secret("service-key"));
    }

    /** GETs JSON. */
    public JsonNode get(String service, String path) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                service.equals("query") ? asOwner(path) : HttpRequest.newBuilder(URI.create(url(service) + path));
        HttpResponse<String> response = send(request);
        assertThat(response.statusCode())
                .describedAs(path + " " + response.body())
                .isEqualTo(200);
        return JSON.readTree(response.body());
    }

    /** POSTs events, JSON or NDJSON, with the installation's write key, and gives the status. */
    public int postEvents(String type, String body) throws IOException, InterruptedException {
        return send(events(type, body)).statusCode();
    }

    /** The same as a part of the sender's trace. */
    void postEvents(String type, String body, String traceParent) throws IOException, InterruptedException {
        send(events(type, body).header("traceparent", traceParent));
    }

    private HttpRequest.Builder events(String type, String body) throws IOException {
        return HttpRequest.newBuilder(URI.create(url("ingest") + "/v1/events"))
                .header("Content-Type", type)
                .header("Authorization", "Bearer " + writeKey())
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    /** Sends a request and takes any answer. */
    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(
                request.timeout(Duration.ofSeconds(30)).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** Kills a process of the installation as {@code kill -9} does, and waits until another has taken its place and is ready. */
    public void killAndAwait(String component) throws IOException, InterruptedException {
        long before = pid(component);
        ProcessHandle.of(before).orElseThrow().destroyForcibly();
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            JsonNode status = status().path("components").path(component);
            return status.path("ready").asBoolean() && status.path("pid").asLong() != before;
        });
    }

    /** The process of a component. */
    public long pid(String component) throws IOException, InterruptedException {
        return status().path("components").path(component).path("pid").asLong();
    }

    private JsonNode status() throws IOException, InterruptedException {
        String output = run("status", "--json").output();
        return JSON.readTree(output.substring(output.indexOf('{')));
    }

    /** Runs the audit. */
    public Outcome audit() throws IOException, InterruptedException {
        return run("audit", "--timeout=240");
    }

    /** The page that a person opens first: at first the link that {@code up} printed, then the one to sign in on. */
    public String entrance() throws IOException {
        if (hasAdministrator) {
            return url("dashboard") + "/login.html";
        }
        hasAdministrator = true;
        return secret("first-admin");
    }

    private String secret(String name) throws IOException {
        return Files.readString(data.resolve("secrets").resolve(name)).strip();
    }

    /** What a component has written so far. */
    List<String> log(String component) throws IOException {
        return Files.readAllLines(data.resolve("logs").resolve(component + ".log"));
    }

    private String writeKey() throws IOException {
        String line = Files.readAllLines(data.resolve("secrets").resolve("write-keys"))
                .getFirst();
        return line.substring(line.indexOf('=') + 1).strip();
    }

    /** Where PostgreSQL is. */
    String databaseUrl() {
        return "jdbc:postgresql://" + Ports.LOOPBACK + ":" + ports.get("database") + "/tillstream";
    }

    /** A connection to PostgreSQL as the services' user. */
    Connection database() throws IOException, SQLException {
        return DriverManager.getConnection(
                databaseUrl(),
                "tillstream",
                Files.readString(data.resolve("secrets/database-password")).strip());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("down");
    }
}
