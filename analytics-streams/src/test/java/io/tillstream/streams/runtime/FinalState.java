package io.tillstream.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The public state topics as a reader has them in the end, byte for byte, to be laid beside those of another run. */
final class FinalState {

    /**
     * What says when the engine published, and so depends on the moments of commits: a profile without purchases is not published again only because time
     * passes, it is as of when it was; an hour, and carts by product, are fresh through the event that closed a cart, or through the cart's own last if a timer was quicker.
     */
    private static final Map<String, List<String>> MOMENTS = Map.of(
            TopicCatalogue.PROFILES.name(), List.of("as_of", "visit_frequency"),
            TopicCatalogue.FUNNEL.name(), List.of("fresh_through"),
            TopicCatalogue.PRODUCT_CARTS.name(), List.of("fresh_through"));

    private static final int SHOWN = 8;
    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");
    private static final Pattern COUNT = Pattern.compile("[1-9]");

    private FinalState() {}

    /** All topics, all but {@link #MOMENTS}. */
    static void assertSame(ModelCluster run, ModelCluster reference) {
        assertThat(run.state().keySet()).isEqualTo(reference.state().keySet());
        for (String topic : reference.state().keySet()) {
            assertSame(run, reference, topic, MOMENTS.getOrDefault(topic, List.of()));
        }
    }

    /**
     * All topics, all but {@link #MOMENTS} and how fresh cells are: events that moved on have made cells fresh in passing. For the same reason paths of journeys
     * may be there that nobody took in the end.
     */
    static void assertSameButFreshness(ModelCluster run, ModelCluster reference) {
        assertThat(run.state().keySet()).isEqualTo(reference.state().keySet());
        for (String topic : reference.state().keySet()) {
            List<String> ignored = new ArrayList<>(MOMENTS.getOrDefault(topic, List.of()));
            ignored.add("fresh_through");
            boolean passing = topic.equals(TopicCatalogue.JOURNEYS.name());
            assertSame(topic, texts(reference, topic, ignored, passing), texts(run, topic, ignored, passing));
        }
    }

    /** The named topics, all but {@link #MOMENTS} and some fields of profiles. */
    static void assertSameBut(
            List<String> profileFields, Set<String> topics, ModelCluster run, ModelCluster reference) {
        for (String topic : topics) {
            List<String> ignored = new ArrayList<>(MOMENTS.getOrDefault(topic, List.of()));
            if (topic.equals(TopicCatalogue.PROFILES.name())) {
                ignored.addAll(profileFields);
            }
            assertSame(run, reference, topic, ignored);
        }
    }

    /** One topic, all but the named fields. */
    static void assertSame(ModelCluster run, ModelCluster reference, String topic, List<String> ignored) {
        assertSame(topic, texts(reference, topic, ignored, false), texts(run, topic, ignored, false));
    }

    private static void assertSame(String topic, Map<String, String> right, Map<String, String> actual) {
        TreeSet<String> keys = new TreeSet<>(right.keySet());
        keys.addAll(actual.keySet());
        List<String> differences = new ArrayList<>();
        for (String key : keys) {
            if (!Objects.equals(right.get(key), actual.get(key))) {
                differences.add(key + "\n  expected " + right.get(key) + "\n  but was  " + actual.get(key));
            }
        }
        assertThat(differences.stream().limit(SHOWN).toList())
                .as("%d differences in %s", differences.size(), topic)
                .isEmpty();
    }

    /**
     * What a topic holds, without some fields.
     *
     * @param passing whether cells that count nothing are left out
     */
    private static Map<String, String> texts(ModelCluster run, String topic, List<String> ignored, boolean passing) {
        Pattern fields = Pattern.compile(
                "\"(" + String.join("|", ignored) + ")\":(\"[^\"]*\"|\\[[^\\]]*\\]|\\{[^}]*\\}|[^,}\"]*)[,}]");
        Map<String, String> texts = new TreeMap<>();
        Objects.requireNonNull(run.state().get(topic)).forEach((key, value) -> {
            String text = new String(value, StandardCharsets.UTF_8);
            if (!passing || COUNT.matcher(TEXT.matcher(text).replaceAll("")).find()) {
                texts.put(key, ignored.isEmpty() ? text : fields.matcher(text).replaceAll(""));
            }
        });
        return texts;
    }
}
