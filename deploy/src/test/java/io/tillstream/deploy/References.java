package io.tillstream.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names in manifests that point at other manifests. */
final class References {

    private References() {}

    /** References to what is not there. */
    static List<String> dangling(List<JsonNode> manifests) {
        Set<String> there = new HashSet<>();
        List<JsonNode> podLabels = new ArrayList<>();
        for (JsonNode manifest : manifests) {
            there.add(manifest.path("kind").asText() + "/" + name(manifest));
            JsonNode labels = manifest.at("/spec/template/metadata/labels");
            if (!labels.isMissingNode()) {
                podLabels.add(labels);
            }
            JsonNode jobLabels = manifest.at("/spec/jobTemplate/spec/template/metadata/labels");
            if (!jobLabels.isMissingNode()) {
                podLabels.add(jobLabels);
            }
        }
        List<String> dangling = new ArrayList<>();
        for (JsonNode manifest : manifests) {
            String kind = manifest.path("kind").asText();
            switch (kind) {
                case "Service" -> selects(manifest.at("/spec/selector"), podLabels, manifest, dangling);
                case "PodDisruptionBudget" ->
                    selects(manifest.at("/spec/selector/matchLabels"), podLabels, manifest, dangling);
                case "NetworkPolicy" -> {
                    selects(manifest.at("/spec/podSelector/matchLabels"), podLabels, manifest, dangling);
                    manifest.findValues("matchLabels").forEach(peer -> selects(peer, podLabels, manifest, dangling));
                }
                case "HorizontalPodAutoscaler", "ScaledObject" -> {
                    JsonNode target = manifest.at("/spec/scaleTargetRef");
                    exists(
                            there,
                            target.path("kind").asText() + "/"
                                    + target.path("name").asText(),
                            manifest,
                            dangling);
                }
                case "Ingress" ->
                    manifest.findValues("backend")
                            .forEach(backend -> exists(
                                    there,
                                    "Service/" + backend.at("/service/name").asText(),
                                    manifest,
                                    dangling));
                case "HTTPRoute" ->
                    manifest.findValues("backendRefs")
                            .forEach(backends -> backends.forEach(backend -> exists(
                                    there, "Service/" + backend.path("name").asText(), manifest, dangling)));
                case "StatefulSet" ->
                    exists(there, "Service/" + manifest.at("/spec/serviceName").asText(), manifest, dangling);
                default -> {}
            }
        }
        for (JsonNode pod : Policy.pods(manifests)) {
            exists(there, "ServiceAccount/" + pod.path("serviceAccountName").asText(), pod, dangling);
        }
        return dangling;
    }

    private static String name(JsonNode manifest) {
        return manifest.at("/metadata/name").asText();
    }

    private static void exists(Set<String> there, String reference, JsonNode from, List<String> dangling) {
        if (!there.contains(reference)) {
            dangling.add(name(from) + " points at " + reference);
        }
    }

    private static void selects(JsonNode labels, List<JsonNode> pods, JsonNode from, List<String> dangling) {
        boolean any = pods.stream().anyMatch(pod -> Documents.names(labels).stream()
                .allMatch(label -> pod.path(label).equals(labels.path(label))));
        if (!any) {
            dangling.add(name(from) + " selects nothing by " + labels);
        }
    }
}
