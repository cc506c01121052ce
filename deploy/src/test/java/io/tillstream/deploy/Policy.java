package io.tillstream.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What every pod keeps to: no root, nothing writable but its volumes, no capabilities, bounds on all it takes, no secret in the environment. */
final class Policy {

    private Policy() {}

    /** The pod specifications of all workloads. */
    static List<JsonNode> pods(List<JsonNode> manifests) {
        List<JsonNode> pods = new ArrayList<>();
        for (JsonNode manifest : manifests) {
            switch (manifest.path("kind").asText()) {
                case "Deployment", "StatefulSet" -> pods.add(manifest.at("/spec/template/spec"));
                case "CronJob" -> pods.add(manifest.at("/spec/jobTemplate/spec/template/spec"));
                default -> {}
            }
        }
        return pods;
    }

    static List<String> violations(List<JsonNode> manifests) {
        List<String> violations = new ArrayList<>();
        for (JsonNode pod : pods(manifests)) {
            check(pod.at("/securityContext/runAsNonRoot").asBoolean(), "may run as root", pod, violations);
            check(
                    pod.at("/securityContext/seccompProfile/type").asText().equals("RuntimeDefault"),
                    "has no seccomp profile",
                    pod,
                    violations);
            check(
                    !pod.path("automountServiceAccountToken").asBoolean(true),
                    "carries a token of the cluster",
                    pod,
                    violations);
            check(!pod.path("hostNetwork").asBoolean(), "uses the node's network", pod, violations);
            for (JsonNode container : pod.path("containers")) {
                container(container, pod, violations);
            }
            for (JsonNode volume : pod.path("volumes")) {
                check(!volume.has("hostPath"), "uses a folder of the node", pod, violations);
                check(
                        !volume.has("emptyDir")
                                || volume.at("/emptyDir/sizeLimit").isTextual(),
                        "has an unbounded folder",
                        pod,
                        violations);
                check(
                        !volume.has("secret")
                                || (volume.at("/secret/defaultMode").asInt() & 0007) == 0,
                        "has a secret that everybody may read",
                        pod,
                        violations);
            }
        }
        for (JsonNode manifest : manifests) {
            check(
                    !manifest.path("kind").asText().equals("Secret"),
                    "a secret is rendered into the manifests",
                    manifest,
                    violations);
        }
        return violations;
    }

    private static void container(JsonNode container, JsonNode pod, List<String> violations) {
        JsonNode security = container.path("securityContext");
        check(security.path("readOnlyRootFilesystem").asBoolean(), "may write its image", pod, violations);
        check(!security.path("allowPrivilegeEscalation").asBoolean(true), "may become more", pod, violations);
        check(security.at("/capabilities/drop").toString().contains("\"ALL\""), "keeps capabilities", pod, violations);
        for (String bound : List.of("/limits/cpu", "/limits/memory", "/requests/cpu", "/requests/memory")) {
            check(!container.at("/resources" + bound).isMissingNode(), "has no " + bound, pod, violations);
        }
        String image = container.path("image").asText();
        check(
                image.contains(":") && !image.endsWith(":latest") && !image.endsWith(":"),
                "has no fixed image: " + image,
                pod,
                violations);
        for (JsonNode variable : container.path("env")) {
            String name = variable.path("name").asText();
            check(
                    !name.matches(".*(PASSWORD|SECRET|TOKEN)(?!S_FILE|_FILE).*"),
                    "has a secret in its environment: " + name,
                    pod,
                    violations);
        }
    }

    private static void check(boolean kept, String violation, JsonNode where, List<String> violations) {
        if (!kept) {
            violations.add(where.at("/containers/0/name")
                            .asText(where.at("/metadata/name").asText()) + " " + violation);
        }
    }
}
