package io.tillstream.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillstream.contracts.topic.Generation;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the chart takes from the catalogue of topics. */
final class CatalogueFiles {

    private CatalogueFiles() {}

    static List<String> topicNames() {
        return TopicCatalogue.all().stream().map(TopicSpec::name).toList();
    }

    /** Contents by file, paths from the chart's folder. */
    static Map<String, String> contents() {
        List<Map<String, Object>> topics = TopicCatalogue.all().stream()
                .map(spec -> {
                    Map<String, Object> topic = new LinkedHashMap<>();
                    topic.put("name", spec.name());
                    topic.put("singlePartition", spec.singlePartition());
                    topic.put("config", spec.config());
                    return topic;
                })
                .toList();
        try {
            return Map.of(
                    "files/topics.json",
                            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(topics) + "\n",
                    "files/application-id", Generation.FIRST.applicationId() + "\n",
                    "files/events-topic", TopicCatalogue.EVENTS.name() + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
