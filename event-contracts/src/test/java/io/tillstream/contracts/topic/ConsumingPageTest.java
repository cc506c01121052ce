package io.tillstream.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.topic.TopicSpec.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page for other teams names every topic that they may build on, and no other. */
class ConsumingPageTest {

    private static final Pattern NAME = Pattern.compile("`(?:analytics\\.)?([a-z-]+)(?:\\.v1)?`");

    @Test
    void shouldNameEveryTopicOfOutputs() throws IOException {
        String page = Files.readString(Path.of("../docs/consuming.md"));

        assertThat(names(page, "These are ", ", each `analytics"))
                .containsExactlyInAnyOrderElementsOf(topics(Kind.STATE));
        assertThat(names(page, "**Streams are changes**", "\n-"))
                .containsExactlyInAnyOrderElementsOf(topics(Kind.STREAM));
    }

    private static List<String> names(String page, String from, String to) {
        int start = page.indexOf(from);
        String part = page.substring(start, page.indexOf(to, start));
        return NAME.matcher(part)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static List<String> topics(Kind kind) {
        return TopicCatalogue.all().stream()
                .filter(topic -> topic.kind() == kind && topic.name().startsWith("analytics."))
                .map(topic -> topic.name().replace("analytics.", "").replace(".v1", ""))
                .toList();
    }
}
