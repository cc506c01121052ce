package io.tillstream.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.LintResult;
import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.contracts.kafka.KafkaUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChartTest {

    /** Settings that take different ways through the templates. */
    static Stream<Arguments> installations() {
        return Stream.of(
                Arguments.of("the least", Map.of()),
                Arguments.of(
                        "everything made by operators",
                        Map.of(
                                "kafka.strimzi.enabled", true,
                                "kafka.strimzi.storageClass", "fast",
                                "database.cloudnativepg.enabled", true,
                                "database.cloudnativepg.storageClass", "fast",
                                "database.existingSecret", "",
                                "kafka.bootstrapServers", "",
                                "database.host", "")),
                Arguments.of(
                        "logging in to Kafka",
                        Map.of(
                                "kafka.clientConfigSecret",
                                "kafka-{service}",
                                "training.cronJob.enabled",
                                true,
                                "streams.autoscaling.enabled",
                                true,
                                "streams.autoscaling.authenticationRef",
                                "keda-kafka")),
                Arguments.of(
                        "everything scaled",
                        Map.of(
                                "ingest.autoscaling.enabled", true,
                                "streams.autoscaling.enabled", true,
                                "query.autoscaling.enabled", true,
                                "dashboard.autoscaling.enabled", true,
                                "settings.partitions", 4)),
                Arguments.of(
                        "everything watched",
                        Map.of(
                                "monitoring.serviceMonitor.enabled", true,
                                "monitoring.prometheusRule.enabled", true,
                                "monitoring.traces.endpoint", "http://collector:4318/v1/traces",
                                "monitoring.grafanaDashboards.enabled", true)),
                Arguments.of(
                        "reached by an ingress",
                        Map.of(
                                "ingress.enabled", true,
                                "ingress.className", "nginx",
                                "ingress.dashboardHost", "tills.example.com",
                                "ingress.ingestHost", "events.example.com",
                                "ingress.tlsSecret", "tls")),
                Arguments.of(
                        "reached by a gateway",
                        Map.of(
                                "gateway.enabled", true,
                                "gateway.parentRefs[0].name", "front",
                                "gateway.dashboardHosts[0]", "tills.example.com",
                                "gateway.ingestHosts[0]", "events.example.com")),
                Arguments.of(
                        "with a made-up shop and training of its own",
                        Map.of(
                                "simulator.enabled", true,
                                "simulator.storageClass", "slow",
                                "training.cronJob.enabled", true,
                                "image.pullSecrets[0].name", "pull",
                                "streams.storageClass", "fast",
                                "nodeSelector.pool", "analytics",
                                "podAnnotations.owner", "shop",
                                "networkPolicy.enabled", false)));
    }

    @Test
    void shouldPassTheLinter() {
        LintResult result = Chart.lint();

        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("installations")
    void shouldRenderManifestsThatKubernetesKnows(String name, Map<String, Object> values) {
        List<JsonNode> manifests = Chart.manifests(Chart.values(values));

        assertThat(manifests).isNotEmpty();
        assertThat(manifests).allSatisfy(manifest -> assertThat(Manifests.problems(manifest))
                .as(manifest.path("kind").asText() + " "
                        + manifest.path("metadata").path("name").asText())
                .isEmpty());
    }

    @Test
    void shouldFindWhatKubernetesDoesNotKnow() {
        JsonNode typo = Documents.json("""
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "x"},
                 "spec": {"replicas": 1, "template": {"spec": {"containers": [{"name": "x", "resorces": {}}]}}}}
                """);
        JsonNode wrongType = Documents.json("""
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "x"}, "spec": {"replicas": "many"}}
                """);

        assertThat(Manifests.problems(typo)).singleElement().asString().contains("resorces");
        assertThat(Manifests.problems(wrongType)).singleElement().asString().contains("many");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("installations")
    void shouldKeepToThePolicy(String name, Map<String, Object> values) {
        List<JsonNode> manifests = Chart.manifests(Chart.values(values));

        assertThat(Policy.pods(manifests)).hasSizeGreaterThanOrEqualTo(4);
        assertThat(Policy.violations(manifests)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("installations")
    void shouldPointServicesAndRoutesAtPodsThatAreThere(String name, Map<String, Object> values) {
        List<JsonNode> manifests = Chart.manifests(Chart.values(values));

        assertThat(References.dangling(manifests)).isEmpty();
    }

    @Test
    void shouldMakeTheTopicsOfTheCatalogue() {
        List<JsonNode> topics = Chart.manifests(Chart.values(
                        Map.of("kafka.strimzi.enabled", true, "kafka.strimzi.replicas", 5, "settings.partitions", 24)))
                .stream()
                .filter(manifest -> manifest.path("kind").asText().equals("KafkaTopic"))
                .toList();

        assertThat(topics)
                .extracting(topic -> topic.path("spec").path("topicName").asText())
                .containsExactlyInAnyOrderElementsOf(CatalogueFiles.topicNames());
        assertThat(topics)
                .allSatisfy(topic ->
                        assertThat(topic.path("spec").path("replicas").asInt()).isEqualTo(3));
        assertThat(topics)
                .filteredOn(
                        topic -> topic.path("spec").path("topicName").asText().equals("commerce.events.v1"))
                .singleElement()
                .satisfies(topic -> assertThat(
                                topic.path("spec").path("partitions").asInt())
                        .isEqualTo(24));
        assertThat(topics)
                .filteredOn(
                        topic -> topic.path("spec").path("topicName").asText().equals("analytics.models.v1"))
                .singleElement()
                .satisfies(topic -> assertThat(
                                topic.path("spec").path("partitions").asInt())
                        .isOne());
    }

    @Test
    void shouldMakeAUserForEachServiceAndLetEachLogInAsItself(@TempDir Path folder) throws IOException {
        List<JsonNode> manifests = Chart.manifests(Chart.values(
                Map.of("kafka.strimzi.enabled", true, "simulator.enabled", true, "training.cronJob.enabled", true)));
        Set<String> users = manifests.stream()
                .filter(manifest -> manifest.path("kind").asText().equals("KafkaUser"))
                .map(user -> user.at("/metadata/name").asText())
                .collect(Collectors.toSet());
        String login = manifests.stream()
                .map(manifest -> manifest.at("/data/client.properties").asText())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseThrow();
        Path file = Files.writeString(
                folder.resolve("client.properties"), login.replace("/etc/tillstream/kafka", folder.toString()));
        Files.writeString(folder.resolve("sasl.jaas.config"), "module required password=\"p\";");

        assertThat(users).hasSize(KafkaUser.values().length);
        assertThat(Policy.pods(manifests))
                .hasSize(6)
                .allSatisfy(pod -> assertThat(users).contains(kafkaSecret(pod)))
                .extracting(ChartTest::kafkaSecret)
                .containsAll(users);
        AdminClientConfig client = new AdminClientConfig(
                KafkaAccess.of("kafka:9093", Optional.of(file.toString())).client(Map.of()));
        assertThat(client.getPassword("sasl.jaas.config").value()).isEqualTo("module required password=\"p\";");
        assertThat(client.getString("ssl.truststore.location")).isEqualTo(folder + "/ca.crt");
    }

    @Test
    void shouldTakeEachServicesOwnSecretForKafka() {
        List<JsonNode> manifests = Chart.manifests(
                Chart.values(Map.of("kafka.clientConfigSecret", "kafka-{service}", "training.cronJob.enabled", true)));

        assertThat(Policy.pods(manifests))
                .extracting(pod -> volume(pod).at("/secret/secretName").asText())
                .containsExactlyInAnyOrder(
                        "kafka-ingest-service",
                        "kafka-analytics-streams",
                        "kafka-analytics-streams",
                        "kafka-query-api",
                        "kafka-dashboard-ws");
    }

    @Test
    void shouldEncryptSessionsWithADatabaseWhoseSignerIsKnown() {
        List<JsonNode> manifests =
                Chart.manifests(Chart.values(Map.of("database.rootCertificateSecret", "database-ca")));

        JsonNode query = Policy.pods(manifests).stream()
                .filter(pod -> pod.at("/containers/0/name").asText().equals("query-api"))
                .findFirst()
                .orElseThrow();
        assertThat(volume(query, "database-authority").at("/secret/secretName").asText())
                .isEqualTo("database-ca");
        assertThat(query.at("/containers/0/env").toString())
                .contains("{\"name\":\"TILLSTREAM_DATABASE_SSL_MODE\",\"value\":\"verify-full\"}");
    }

    private static JsonNode volume(JsonNode pod) {
        return volume(pod, "kafka");
    }

    private static JsonNode volume(JsonNode pod, String name) {
        return pod.path("volumes")
                .valueStream()
                .filter(volume -> volume.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The secret of the pod that holds a password for Kafka. */
    private static String kafkaSecret(JsonNode pod) {
        return volume(pod).at("/projected/sources/1/secret/name").asText();
    }

    @Test
    void shouldNeverScaleTheEngineBeyondItsPartitions() {
        JsonNode scaled = Chart.manifests(Chart.values(Map.of(
                        "streams.autoscaling.enabled", true,
                        "streams.autoscaling.maxReplicas", 40,
                        "settings.partitions", 8)))
                .stream()
                .filter(manifest -> manifest.path("kind").asText().equals("ScaledObject"))
                .findFirst()
                .orElseThrow();

        assertThat(scaled.path("spec").path("maxReplicaCount").asInt()).isEqualTo(8);
        JsonNode trigger = scaled.path("spec").path("triggers").get(0).path("metadata");
        assertThat(trigger.path("consumerGroup").asText()).isEqualTo("tillstream-analytics");
        assertThat(trigger.path("topic").asText()).isEqualTo("commerce.events.v1");
    }

    @Test
    void shouldTellTheQueryServiceWhereTheDashboardIsReached() {
        assertThat(publicUrls(Map.of())).containsExactly("http://127.0.0.1:8080");
        Map<String, Object> behindTls = Map.of(
                "ingress.enabled", true, "ingress.dashboardHost", "tills.example.com", "ingress.tlsSecret", "tls");
        assertThat(publicUrls(behindTls)).containsExactly("https://tills.example.com");
        assertThat(publicUrls(Map.of("settings.publicUrl", "https://own.example.com")))
                .containsExactly("https://own.example.com");
    }

    private static List<String> publicUrls(Map<String, Object> values) {
        return Policy.pods(Chart.manifests(Chart.values(values))).stream()
                .flatMap(pod -> pod.at("/containers/0/env").valueStream())
                .filter(variable -> variable.path("name").asText().equals("TILLSTREAM_ACCESS_PUBLIC_URL"))
                .map(variable -> variable.path("value").asText())
                .toList();
    }

    @Test
    void shouldGiveTheSecretsOfWebhooksToTheIngestServiceWhenThereAreSome() {
        String without = Chart.text(Chart.LEAST);
        String with = Chart.text(Chart.values(Map.of("webhookSecrets.existingSecret", "shop-webhooks")));

        assertThat(without).doesNotContain("WEBHOOK_SECRETS");
        assertThat(with)
                .containsOnlyOnce("secretName: shop-webhooks")
                .containsOnlyOnce("mountPath: /run/secrets/webhook-secrets")
                .containsOnlyOnce("/run/secrets/webhook-secrets/webhook-secrets");
    }

    @Test
    void shouldLetOnlyTheCollectorOutToTheSchemaRegistry() {
        Map<String, Object> values = Chart.values(Map.of(
                "ingest.extraEnv.TILLSTREAM_REGISTRY_URL", "https://registry.example.com:8443/apicurio",
                "ingest.extraEnv.TILLSTREAM_REGISTRY_CREDENTIALS_FILE", "/etc/tillstream/kafka/registry"));

        assertThat(Chart.manifests(values).stream()
                        .filter(manifest -> manifest.path("kind").asText().equals("NetworkPolicy"))
                        .filter(policy -> policy.path("spec").path("egress").findValues("port").stream()
                                .anyMatch(port -> port.asInt() == 8443))
                        .map(policy -> policy.path("metadata").path("name").asText()))
                .containsExactly("shop-tillstream-ingest-service");
    }

    @Test
    void shouldSayWhatIsMissing() {
        assertThatThrownBy(() -> Chart.text(Map.of())).hasMessageContaining("is needed");
        assertThatThrownBy(() -> Chart.text(Chart.values(Map.of("kafka.bootstrapServers", ""))))
                .hasMessageContaining("kafka.bootstrapServers is needed");
        assertThatThrownBy(() -> Chart.text(Chart.values(Map.of("database.host", ""))))
                .hasMessageContaining("database.host is needed");
        assertThatThrownBy(() -> Chart.text(Chart.values(Map.of("writeKeys.existingSecret", ""))))
                .hasMessageContaining("writeKeys.existingSecret is needed");
    }

    @Test
    void shouldRefuseValuesThatMakeNoSense() {
        for (Map.Entry<String, Object> wrong : Set.of(
                Map.entry("image.tag", (Object) "latest"),
                Map.entry("settings.currency", (Object) "dollars"),
                Map.entry("settings.partitions", (Object) 0),
                Map.entry("kafka.bootstrapServers", (Object) "no-port"),
                Map.entry("streams.replicas", (Object) "two"),
                Map.entry("streams.extraEnv.DATABASE_PASSWORD", (Object) "x"),
                Map.entry("ingres.enabled", (Object) true))) {
            assertThatThrownBy(() -> Chart.text(Chart.values(Map.of(wrong.getKey(), wrong.getValue()))))
                    .as(wrong.getKey())
                    .hasMessageMatching("(?s).*schema.*("
                            + wrong.getKey().replaceAll("\\..*", "") + "|"
                            + wrong.getKey().replaceAll(".*\\.", "") + ").*");
        }
    }
}
