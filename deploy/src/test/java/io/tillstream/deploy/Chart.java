package io.tillstream.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The chart, rendered as Helm renders it. */
final class Chart {

    static final Path FOLDER = Path.of("helm", "tillstream");

    /** What an installation has to say at least. */
    static final Map<String, Object> LEAST = Map.of(
            "kafka.bootstrapServers", "kafka-1:9092",
            "database.host", "postgres",
            "database.existingSecret", "database",
            "writeKeys.existingSecret", "write-keys");

    private Chart() {}

    /** The least, with further values. */
    static Map<String, Object> values(Map<String, Object> more) {
        Map<String, Object> all = new TreeMap<>(LEAST);
        all.putAll(more);
        return all;
    }

    /** Rendered manifests as one text. */
    static String text(Map<String, Object> values) {
        TemplateCommand command = new Helm(FOLDER)
                .template()
                .withName("shop")
                .withNamespace("analytics")
                .withKubeVersion("1.33.0");
        values.forEach(command::set);
        return command.call();
    }

    /** Rendered manifests. */
    static List<JsonNode> manifests(Map<String, Object> values) {
        return Documents.yamlDocuments(text(values));
    }

    /** What Helm's linter says. */
    static LintResult lint() {
        return new Helm(FOLDER).lint().strict().call();
    }
}
