package io.tillstream.contracts.topic;

import java.util.List;
import java.util.Set;

/**
 * One complete counting of the event log: a version of the topology with outputs, internal topics and state of its own. The first writes the topics of the
 * {@link TopicCatalogue} as they are named there; a later one, made by a replay beside it, adds {@code -g2}, {@code -g3}… to each name. What comes in,
 * events, customers' details and the definitions of custom segments, is shared by all, and so is what only the way in knows: saved mappings of imports.
 *
 * @param number 1 for the first
 */
public record Generation(int number) {

    /** The one that an installation begins with. */
    public static final Generation FIRST = new Generation(1);

    private static final Set<TopicSpec> SHARED = Set.of(
            TopicCatalogue.EVENTS,
            TopicCatalogue.CUSTOMERS,
            TopicCatalogue.CONSENTS,
            TopicCatalogue.SEGMENT_DEFINITIONS,
            TopicCatalogue.IMPORT_MAPPINGS);
    private static final String APPLICATION = "tillstream-analytics";

    public Generation {
        if (number < 1) {
            throw new IllegalArgumentException("tillstream.generation must be 1 or more and is " + number);
        }
    }

    /** The name of a topic in this generation. */
    public String topic(TopicSpec topic) {
        return SHARED.contains(topic) ? topic.name() : topic.name() + suffix();
    }

    /** The name in this generation of a topic that the catalogue names so; any other name stays. */
    public String topic(String name) {
        return TopicCatalogue.all().stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .map(this::topic)
                .orElse(name);
    }

    /** The catalogue as this generation sees it. */
    public List<TopicSpec> topics() {
        return TopicCatalogue.all().stream().map(this::of).toList();
    }

    /** The topics that are this generation's alone. */
    public List<TopicSpec> ownTopics() {
        return TopicCatalogue.all().stream()
                .filter(spec -> !SHARED.contains(spec))
                .map(this::of)
                .toList();
    }

    /** Consumer group of the engine, and prefix of the topics that Kafka Streams makes for it. */
    public String applicationId() {
        return APPLICATION + suffix();
    }

    /** Whether Kafka Streams made a topic for the engine of this generation. */
    public boolean isChangelog(String topic) {
        String own = applicationId() + "-";
        boolean ofALater = topic.matches(APPLICATION + "-g\\d+-.*");
        return topic.startsWith(own) && topic.endsWith("-changelog") && (number > 1 || !ofALater);
    }

    private TopicSpec of(TopicSpec spec) {
        return new TopicSpec(
                topic(spec), spec.kind(), spec.key(), spec.value(), spec.singlePartition(), spec.retention());
    }

    private String suffix() {
        return number == 1 ? "" : "-g" + number;
    }
}
