package io.tillstream.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.time.BusinessTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.junit.jupiter.api.Test;

/** The picture in the docs is drawn from the topology itself. */
class TopologyPictureTest {

    private static final Path PAGE = Path.of("../docs/engine-topology.md");
    private static final String COMMAND =
            "mvn -q -pl analytics-streams -am test -Dtest=TopologyPictureTest -Dsurefire.failIfNoSpecifiedTests=false -Dtillstream.draw=true";

    @Test
    void shouldBeDrawnFromTheTopologyAsItIs() throws IOException {
        String page = page(topology().describe());
        if (Boolean.getBoolean("tillstream.draw")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .describedAs("docs/engine-topology.md is stale; draw it anew with%n  %s", COMMAND)
                .isEqualTo(page);
    }

    private static Topology topology() {
        Properties properties = EngineProperties.of(new TestConfig("unused:1", "unused"));
        return new EngineTopology(properties, BusinessTime.UTC, new EventReader(null), new SilentMeter(), 1).build();
    }

    private static String page(TopologyDescription description) {
        List<String> lines = new ArrayList<>(List.of(
                "# The engine's topology",
                "",
                "Drawn from `Topology.describe()` by `TopologyPictureTest`, which fails when this page is stale. Draw it anew with",
                "",
                "    " + COMMAND,
                "",
                "Rounded: topics. Boxes: processors, named as in metrics and logs. Cylinders: stores.",
                "",
                "```mermaid",
                "flowchart LR"));
        var edges = new TreeSet<String>();
        for (TopologyDescription.Subtopology part : description.subtopologies().stream()
                .sorted(Comparator.comparingInt(TopologyDescription.Subtopology::id))
                .toList()) {
            lines.add("  subgraph part" + part.id() + "[\"part " + part.id() + "\"]");
            part.nodes().stream()
                    .sorted(Comparator.comparing(TopologyDescription.Node::name))
                    .forEach(node -> draw(node, lines, edges));
            lines.add("  end");
        }
        for (TopologyDescription.GlobalStore global : description.globalStores().stream()
                .sorted(Comparator.comparing(store -> store.source().name()))
                .toList()) {
            lines.add("  subgraph part" + global.id() + "[\"on every instance\"]");
            draw(global.source(), lines, edges);
            draw(global.processor(), lines, edges);
            lines.add("  end");
        }
        lines.addAll(edges);
        lines.add("```");
        return String.join("\n", lines) + "\n";
    }

    private static void draw(TopologyDescription.Node node, List<String> lines, TreeSet<String> edges) {
        switch (node) {
            case TopologyDescription.Source source -> {
                for (String topic : new TreeSet<>(Objects.requireNonNull(source.topicSet()))) {
                    source.successors().forEach(next -> edges.add("  " + topic(topic) + " --> " + id(next.name())));
                }
            }
            case TopologyDescription.Processor processor -> {
                lines.add("    " + id(processor.name()) + "[\"" + processor.name() + "\"]");
                for (String store : new TreeSet<>(processor.stores())) {
                    lines.add("    " + id(store) + "[(\"" + store + "\")]");
                    edges.add("  " + id(processor.name()) + " --- " + id(store));
                }
            }
            case TopologyDescription.Sink sink ->
                sink.predecessors()
                        .forEach(before -> edges.add("  " + id(before.name()) + " --> " + topic(sink.topic())));
            default -> throw new IllegalStateException("a kind of node that has no picture: " + node.name());
        }
    }

    private static String topic(String name) {
        return id(name) + "([\"" + name + "\"])";
    }

    private static String id(String name) {
        return "n_" + name.replaceAll("[^A-Za-z0-9]", "_");
    }
}
