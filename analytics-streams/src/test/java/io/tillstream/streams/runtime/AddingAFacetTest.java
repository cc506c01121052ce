package io.tillstream.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillstream.contracts.event.EventReader;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicSpec;
import io.tillstream.streams.customer.PassMeter;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows docs/adding-a-facet.md to the letter: writes its files, adds its lines, compiles them, and sees the new cells come out. */
class AddingAFacetTest {

    private static final Path PAGE = Path.of("../docs/adding-a-facet.md");
    private static final Path TOPOLOGY = Path.of("src/main/java/io/tillstream/streams/runtime/EngineTopology.java");
    private static final Path CATALOGUE =
            Path.of("../event-contracts/src/main/java/io/tillstream/contracts/topic/TopicCatalogue.java");
    private static final Instant NOON = Instant.parse("2024-01-01T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void shouldPublishTheNewCellsWhenThePageIsFollowed() throws Exception {
        List<String> blocks = codeOf(Files.readString(PAGE));
        assertThat(blocks)
                .describedAs("a file and a line; a record, a topic, a file and a line")
                .hasSize(6);
        Path facet = write("io/tillstream/streams/devices/DeviceSalesFacet.java", blocks.get(0));
        Path topology = write(
                "io/tillstream/streams/runtime/EngineTopology.java",
                withLine(Files.readString(TOPOLOGY), blocks.get(1)));
        Path classes = compile(List.of(facet, topology));

        try (ChangedClasses loader = new ChangedClasses(classes);
                EngineDriver engine = new EngineDriver(folder.resolve("state"), NOON, loader::topology)) {
            send(engine, "e-1", "page_view", "\"context\":{\"device\":\"mobile\"}");
            send(engine, "e-2", "purchase", "\"order_id\":\"o-1\",\"items\":[" + book(2) + "]");
            send(
                    engine,
                    "e-3",
                    "purchase",
                    "\"order_id\":\"o-2\",\"context\":{\"device\":\"tv\"},\"items\":[" + book(1) + "]");
            engine.settle();

            Map<String, SalesCell> sales = engine.latest(TopicCatalogue.SALES, SalesCell.class);
            SalesCell mobile = sales.get("day|2024-01-01|device|mobile");
            assertThat(mobile).isNotNull();
            assertThat(mobile.orders()).isEqualTo(1);
            assertThat(mobile.units()).isEqualTo(2);
            assertThat(mobile.grossMicros()).isEqualTo(20_000_000);
            assertThat(sales.get("all||device|tv"))
                    .isNotNull()
                    .extracting(SalesCell::orders)
                    .isEqualTo(1L);
        }
    }

    @Test
    void shouldPublishANewKindOfCellWhenThePageIsFollowed() throws Exception {
        List<String> blocks = codeOf(Files.readString(PAGE));
        Path output = write("io/tillstream/contracts/output/SearchCell.java", blocks.get(2));
        Path catalogue = write(
                "io/tillstream/contracts/topic/TopicCatalogue.java",
                withTopic(Files.readString(CATALOGUE), blocks.get(3), "SEARCHES"));
        Path facet = write("io/tillstream/streams/searches/SearchFacet.java", blocks.get(4));
        Path topology = write(
                "io/tillstream/streams/runtime/EngineTopology.java",
                withLine(Files.readString(TOPOLOGY), blocks.get(5)));
        Path classes = compile(List.of(output, catalogue, facet, topology));

        try (ChangedClasses loader = new ChangedClasses(classes);
                EngineDriver engine =
                        new EngineDriver(folder.resolve("state"), NOON, loader::topology, loader.topics())) {
            send(engine, "e-1", "search", "\"properties\":{\"query\":\"lamp\"}");
            send(engine, "e-2", "search", "\"properties\":{\"query\":\"lamp\"}");
            send(engine, "e-3", "search", "\"properties\":{\"query\":\"mug\"}");
            engine.settle();

            TopicSpec searches = loader.topics().stream()
                    .filter(topic -> topic.name().equals("analytics.searches.v1"))
                    .findFirst()
                    .orElseThrow();
            assertThat(engine.latest(searches, JsonNode.class).entrySet().stream()
                            .map(cell -> cell.getKey() + " "
                                    + cell.getValue().get("searches").asLong() + " "
                                    + cell.getValue().get("customers").asLong()))
                    .containsExactlyInAnyOrder(
                            "2024-01-01|term|lamp 2 1", "2024-01-01|term|mug 1 1", "2024-01-01|total|all 3 1");
        }
    }

    private static void send(EngineDriver engine, String id, String action, String rest) {
        String json = "{\"event_id\":\"%s\",\"customer_id\":\"anna\",\"action\":\"%s\",\"timestamp\":\"%s\",%s}"
                .formatted(id, action, NOON, rest);
        engine.sendRaw(
                "anna".getBytes(StandardCharsets.UTF_8), json.getBytes(StandardCharsets.UTF_8), NOON.plusSeconds(1));
    }

    private static String book(int quantity) {
        return "{\"product_id\":\"p-1\",\"category\":\"Books\",\"price\":10,\"quantity\":" + quantity + "}";
    }

    private static List<String> codeOf(String page) {
        return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** The source with one more facet after the last one of the list. */
    private static String withLine(String source, String block) {
        String line = block.strip();
        Matcher list = Pattern.compile("new Facets\\(List\\.of\\((.*?)\\)\\);", Pattern.DOTALL)
                .matcher(source);
        assertThat(list.find()).describedAs("the list of facets").isTrue();
        return source.substring(0, list.end(1)) + ",\n                " + line + source.substring(list.end(1));
    }

    /** The catalogue with one more topic, which is last in the list of all. */
    private static String withTopic(String source, String constant, String name) {
        Matcher list = Pattern.compile(
                        "    private static final List<TopicSpec> ALL = List\\.of\\((.*?)\\);", Pattern.DOTALL)
                .matcher(source);
        assertThat(list.find()).describedAs("the list of topics").isTrue();
        return source.substring(0, list.start())
                + constant
                + source.substring(list.start(), list.end(1))
                + ", "
                + name
                + source.substring(list.end(1));
    }

    private Path write(String name, String source) throws IOException {
        Path file = folder.resolve("source").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, source);
    }

    private Path compile(List<Path> sources) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options =
                    List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(
                            null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).describedAs("what the page says compiles").isTrue();
        }
        return classes;
    }

    /** Takes the compiled classes instead of those of the module. */
    private static final class ChangedClasses extends URLClassLoader {

        private final Path classes;

        ChangedClasses(Path classes) throws IOException {
            super(new URL[] {classes.toUri().toURL()}, AddingAFacetTest.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                if (known != null) {
                    return known;
                }
                return Files.exists(classes.resolve(name.replace('.', '/') + ".class"))
                        ? findClass(name)
                        : super.loadClass(name, resolve);
            }
        }

        /** The topics of the changed catalogue. */
        @SuppressWarnings("unchecked") // it says so
        List<TopicSpec> topics() throws ReflectiveOperationException {
            return (List<TopicSpec>)
                    loadClass(TopicCatalogue.class.getName()).getMethod("all").invoke(null);
        }

        Topology topology(Properties properties) {
            try {
                Class<?> type = loadClass(EngineTopology.class.getName());
                Object engine = type.getConstructor(
                                Properties.class, BusinessTime.class, EventReader.class, PassMeter.class, int.class)
                        .newInstance(properties, BusinessTime.UTC, new EventReader(null), new SilentMeter(), 1);
                return (Topology) type.getMethod("build").invoke(engine);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
