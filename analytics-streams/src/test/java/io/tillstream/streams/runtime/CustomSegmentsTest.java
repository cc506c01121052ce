package io.tillstream.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.segment.MembershipChange;
import io.tillstream.contracts.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user defines a segment, changes it and deletes it; members enter and leave, each once. */
class CustomSegmentsTest {

    private static final Instant NINE = Instant.parse("2025-06-02T09:00:00Z");

    @TempDir
    Path folder;

    private final Story story = new Story();
    private EngineDriver engine;

    @BeforeEach
    void start() {
        engine = new EngineDriver(folder, NINE, "UTC");
        engine.send(story.buy("anna", NINE, Story.item("", "Books", 1, 0)), NINE);
        engine.send(story.view("zoe", NINE.plusSeconds(1)), NINE.plusSeconds(1));
        engine.settle();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void shouldFollowDefinitionsAndCustomers() {
        define("s-2", 0, "Buyers", "{\"field\":\"orders\",\"operator\":\">=\",\"value\":1}");
        define("s-1", 0, "Lookers", "{\"field\":\"orders\",\"operator\":\"=\",\"value\":0}");
        assertThat(profile("anna").customSegments()).containsExactly("s-2");
        assertThat(profile("zoe").customSegments()).containsExactly("s-1");
        assertThat(changes()).containsExactlyInAnyOrder("anna entered Buyers", "zoe entered Lookers");

        // whoever does something else stays, and nothing is said
        engine.send(story.view("anna", NINE.plusSeconds(60)), NINE.plusSeconds(60));
        engine.settle();
        assertThat(changes()).hasSize(2);

        engine.send(story.buy("zoe", NINE.plusSeconds(120), Story.item("", "Books", 1, 0)), NINE.plusSeconds(120));
        engine.settle();
        assertThat(profile("zoe").customSegments()).containsExactly("s-2");
        assertThat(changes().subList(2, 4)).containsExactly("zoe left Lookers", "zoe entered Buyers");

        define("s-2", 1, "Champions", "{\"field\":\"orders\",\"operator\":\">\",\"value\":9}");
        assertThat(profile("anna").customSegments()).isEmpty();
        assertThat(changes().subList(4, 6)).containsExactlyInAnyOrder("anna left Champions", "zoe left Champions");
        assertThat(changes()).hasSize(6);
    }

    @Test
    void shouldLetMembersLeaveADeletedSegment() {
        define("s-1", 0, "Lookers", "{\"field\":\"orders\",\"operator\":\"=\",\"value\":0}");
        engine.publish(TopicCatalogue.SEGMENT_DEFINITIONS, "s-1", null);
        engine.settle();
        assertThat(profile("zoe").customSegments()).isEmpty();
        assertThat(changes()).hasSize(2);
        assertThat(changes().getLast()).isEqualTo("zoe left Lookers");
    }

    @Test
    void shouldIgnoreADefinitionThatCannotBeRead() {
        engine.publish(
                TopicCatalogue.SEGMENT_DEFINITIONS,
                "s-1",
                "{\"id\":\"s-1\",\"rule\":7}".getBytes(StandardCharsets.UTF_8));
        define("s-2", 0, "Buyers", "{\"field\":\"orders\",\"operator\":\">=\",\"value\":1}");
        assertThat(changes()).containsExactly("anna entered Buyers");
    }

    private void define(String id, int version, String name, String rule) {
        String json =
                "{\"id\":\"%s\",\"name\":\"%s\",\"description\":\"\",\"rule\":%s,\"version\":%d,\"updated_at\":\"%s\"}"
                        .formatted(id, name, rule, version, NINE);
        engine.publish(TopicCatalogue.SEGMENT_DEFINITIONS, id, json.getBytes(StandardCharsets.UTF_8));
        engine.settle();
    }

    private List<String> changes() {
        return engine.all(TopicCatalogue.MEMBERSHIPS, MembershipChange.class).stream()
                .map(change -> change.customerId() + " " + change.change() + " " + change.segmentName())
                .toList();
    }

    private CustomerProfile profile(String customer) {
        return Objects.requireNonNull(
                engine.latest(TopicCatalogue.PROFILES, CustomerProfile.class).get(customer));
    }
}
