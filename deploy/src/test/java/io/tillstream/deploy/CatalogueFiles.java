package io.tillstream.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillstream.contracts.kafka.KafkaUser;
import io.tillstream.contracts.topic.Generation;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.resource.PatternType;

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
        List<Map<String, Object>> users = Arrays.stream(KafkaUser.values())
                .map(user -> {
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put("name", user.userName());
                    entry.put(
                            "acls",
                            user.grants().stream().map(CatalogueFiles::acl).toList());
                    return entry;
                })
                .toList();
        try {
            return Map.of(
                    "files/users.json",
                            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(users) + "\n",
                    "files/topics.json",
                            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(topics) + "\n",
                    "files/application-id", Generation.FIRST.applicationId() + "\n",
                    "files/events-topic", TopicCatalogue.EVENTS.name() + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A grant in the words of Strimzi. */
    private static Map<String, Object> acl(KafkaUser.Grant grant) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("type", camel(grant.type().name()));
        resource.put("name", grant.name());
        resource.put("patternType", grant.pattern() == PatternType.PREFIXED ? "prefix" : "literal");
        Map<String, Object> acl = new LinkedHashMap<>();
        acl.put("resource", resource);
        acl.put(
                "operations",
                grant.operations().stream()
                        .sorted()
                        .map(operation -> capital(camel(operation.name())))
                        .toList());
        acl.put("host", "*");
        return acl;
    }

    /** {@code TRANSACTIONAL_ID} as {@code transactionalId}. */
    private static String camel(String constant) {
        String[] words = constant.toLowerCase(Locale.ROOT).split("_", -1);
        return words[0]
                + Arrays.stream(words).skip(1).map(CatalogueFiles::capital).collect(Collectors.joining());
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
