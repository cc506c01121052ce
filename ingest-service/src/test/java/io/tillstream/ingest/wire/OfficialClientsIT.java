package io.tillstream.ingest.wire;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tillstream.contracts.topic.RejectedHeaders;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.ingest.events.Topics;
import io.tillstream.ingest.runtime.KafkaTestResource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The official clients, from the npm registry and unmodified, against the service; then what the log has of it. {@code ./tillstream test} installs Node.js where it is missing. */
@QuarkusTest
@QuarkusTestResource(KafkaTestResource.class)
class OfficialClientsIT {

    private static final long INSTALL_SECONDS = 180;
    private static final long SEND_SECONDS = 60;
    private static final List<String> FILES = List.of("package.json", "send.mjs");

    private final Topics topics;
    private final String run = UUID.randomUUID().toString();

    OfficialClientsIT(@ConfigProperty(name = "tillstream.kafka.bootstrap-servers") String bootstrapServers) {
        topics = new Topics(bootstrapServers);
    }

    @Test
    void shouldTakeWhatEveryOfficialClientSends() throws Exception {
        Path folder = install();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);

        String outcome = run(
                folder,
                SEND_SECONDS,
                Map.of(
                        "BASE_URL",
                        "http://127.0.0.1:" + RestAssured.port,
                        "WRITE_KEY",
                        KafkaTestResource.WRITE_KEY,
                        "RUN",
                        run),
                "node",
                "send.mjs");

        assertThat(outcome.lines().filter(line -> line.endsWith(" ok")))
                .as(outcome)
                .containsExactlyInAnyOrder(
                        "segment ok",
                        "rudderstack ok",
                        "posthog ok",
                        "snowplow ok",
                        "jitsu ok",
                        "cloudevents ok",
                        "ga4 ok");
        List<JsonNode> events = events();
        for (String client : List.of("segment", "rudderstack", "posthog", "snowplow", "jitsu", "cloudevents", "ga4")) {
            assertPurchase(events, client);
        }
        assertThat(actions(events, "segment"))
                .containsExactlyInAnyOrder("page_view", "identify", "purchase", "identify");
        assertThat(actions(events, "rudderstack")).containsExactlyInAnyOrder("page_view", "identify", "purchase");
        assertThat(actions(events, "posthog"))
                .containsExactlyInAnyOrder("page_view", "identify", "identify", "purchase");
        assertThat(actions(events, "snowplow")).containsExactlyInAnyOrder("page_view", "purchase", "add_to_cart");
        assertThat(actions(events, "jitsu")).contains("identify", "purchase", "identify");
        assertThat(actions(events, "cloudevents")).containsExactlyInAnyOrder("page_view", "search", "purchase");
        assertThat(actions(events, "ga4")).containsExactlyInAnyOrder("page_view", "identify", "purchase");
        assertThat(quarantined("song"))
                .containsExactlyInAnyOrder(
                        "segment", "segment", "posthog", "snowplow", "jitsu", "jitsu", "cloudevents", "ga4");
        assertThat(topics.valuesWith(TopicCatalogue.CUSTOMERS.name(), run + "-segment"))
                .singleElement()
                .asString()
                .contains("ada@example.com", "\"name\":\"Ada\"");
    }

    private void assertPurchase(List<JsonNode> events, String client) {
        assertThat(events)
                .filteredOn(event -> event.path("order_id").asText().equals(run + "-" + client + "-order"))
                .as("the purchase of %s", client)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.path("action").asText()).isEqualTo("purchase");
                    assertThat(event.path("customer_id").asText()).isEqualTo(run + "-" + client);
                    // 2 × 29.99 − 5.98
                    assertThat(event.path("value").decimalValue()).isEqualByComparingTo("54");
                    assertThat(event.path("items").path(0).path("product_id").asText())
                            .isEqualTo("p-1");
                    assertThat(event.path("items").path(0).path("category").asText())
                            .isEqualTo("Clothing");
                    if (!client.equals("jitsu")) {
                        assertThat(event.path("timestamp").asText()).isEqualTo("2026-03-02T09:00:00Z");
                    }
                });
    }

    private List<String> actions(List<JsonNode> events, String client) {
        return events.stream()
                .filter(event -> (event.path("customer_id").asText()
                                + event.path("anonymous_id").asText())
                        .contains(run + "-" + client))
                .map(event -> event.path("action").asText())
                .toList();
    }

    private List<JsonNode> events() throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (ConsumerRecord<String, String> message : topics.readAll(TopicCatalogue.EVENTS.name())) {
            events.add(Json.MAPPER.readTree(message.value()));
        }
        return events;
    }

    /** The formats of the events that are kept aside and hold a text. */
    private List<String> quarantined(String text) {
        Stream<ConsumerRecord<String, String>> messages = topics.readAll(TopicCatalogue.REJECTED.name()).stream();
        return messages.filter(
                        message -> message.value().toLowerCase(Locale.ROOT).contains(text))
                .map(message -> new String(
                        message.headers().lastHeader(RejectedHeaders.FORMAT).value(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Installs the clients into the build's folder, from npm's own cache where it has them. */
    private static Path install() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target", "clients").toAbsolutePath());
        for (String file : FILES) {
            try (InputStream in = OfficialClientsIT.class.getResourceAsStream("/clients/" + file)) {
                Files.copy(in, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        run(
                folder,
                INSTALL_SECONDS,
                Map.of(),
                "npm",
                "install",
                "--no-audit",
                "--no-fund",
                "--no-package-lock",
                "--ignore-scripts",
                "--prefer-offline");
        return folder;
    }

    private static String run(Path folder, long seconds, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path output = folder.resolve(command[0] + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(output);
        assertThat(ended && process.exitValue() == 0)
                .as("%s: %s", String.join(" ", command), text)
                .isTrue();
        return text;
    }
}
