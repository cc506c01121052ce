package io.tillstream.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Manifests against the types of their kinds: written back after reading, a manifest must hold what it held. What a type does not know is kept aside by it
 * and would be written back too, so that is looked for by hand.
 */
final class Manifests {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static final Map<String, Class<?>> TYPES = Map.ofEntries(
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("apps/v1/StatefulSet", StatefulSet.class),
            Map.entry("batch/v1/CronJob", CronJob.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("v1/ConfigMap", ConfigMap.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
            Map.entry("gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class),
            Map.entry("monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class),
            Map.entry("monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class),
            Map.entry("kafka.strimzi.io/v1beta2/Kafka", Kafka.class),
            Map.entry("kafka.strimzi.io/v1beta2/KafkaNodePool", KafkaNodePool.class),
            Map.entry("kafka.strimzi.io/v1beta2/KafkaTopic", KafkaTopic.class),
            Map.entry("kafka.strimzi.io/v1beta2/KafkaUser", KafkaUser.class));

    /** Kinds of operators that publish no types for Java. */
    private static final Set<String> UNTYPED = Set.of("keda.sh/v1alpha1/ScaledObject", "postgresql.cnpg.io/v1/Cluster");

    private Manifests() {}

    /** What is wrong with a manifest; empty when it is as its kind wants it. */
    static List<String> problems(JsonNode manifest) {
        String kind = manifest.path("apiVersion").asText() + "/"
                + manifest.path("kind").asText();
        if (UNTYPED.contains(kind)) {
            return List.of();
        }
        Class<?> type = TYPES.get(kind);
        if (type == null) {
            return List.of("kind " + kind + " is not known");
        }
        try {
            Object read = JSON.treeToValue(manifest, type);
            List<String> problems = new ArrayList<>();
            unknown(read, kind, problems, 0);
            return problems;
        } catch (JsonProcessingException e) {
            return List.of(e.getOriginalMessage());
        }
    }

    private static void unknown(Object value, String path, List<String> problems, int depth) {
        if (depth > 24) {
            return;
        }
        switch (value) {
            case Map<?, ?> map -> map.forEach((name, each) -> visit(each, path + "." + name, problems, depth));
            case Iterable<?> list -> list.forEach(each -> visit(each, path + "[]", problems, depth));
            default -> properties(value, path, problems, depth);
        }
    }

    private static void visit(
            @org.jspecify.annotations.Nullable Object value, String path, List<String> problems, int depth) {
        if (value != null) {
            unknown(value, path, problems, depth + 1);
        }
    }

    private static void properties(Object value, String path, List<String> problems, int depth) {
        String packageName = value.getClass().getPackageName();
        if (!packageName.startsWith("io.fabric8") && !packageName.startsWith("io.strimzi")
                || value instanceof Enum<?>) {
            return;
        }
        for (java.lang.reflect.Method method : value.getClass().getMethods()) {
            if (method.getParameterCount() != 0
                    || !method.getName().startsWith("get")
                    || method.getName().equals("getClass")) {
                continue;
            }
            try {
                Object property = method.invoke(value);
                if (method.getName().equals("getAdditionalProperties")) {
                    if (property instanceof Map<?, ?> more && !more.isEmpty() && !packageName.endsWith("runtime")) {
                        problems.add(path + " has no " + more.keySet());
                    }
                } else {
                    visit(property, path + "." + method.getName().substring(3), problems, depth);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(path + "." + method.getName(), e);
            }
        }
    }
}
