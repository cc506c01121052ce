package io.tillstream.acceptance.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicProvisioner;
import io.tillstream.contracts.topic.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/** A stock Kafka from its publisher's image takes every topic of the catalogue as it is meant. Skipped where no container engine runs. */
@Testcontainers(disabledWithoutDocker = true)
class TopicsOnAContainerIT {

    @Container
    private final KafkaContainer kafka = new KafkaContainer("apache/kafka:4.1.0");

    @Test
    void shouldCreateEveryTopicAsTheCatalogueSays() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.getBootstrapServers()))) {
            TopicProvisioner.createMissing(admin, 2);
            TopicProvisioner.createMissing(admin, 2);
            for (TopicSpec spec : TopicCatalogue.all()) {
                ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, spec.name());
                Config config = Objects.requireNonNull(
                        admin.describeConfigs(List.of(topic)).all().get().get(topic));
                spec.config().forEach((name, value) -> assertThat(
                                Objects.requireNonNull(config.get(name)).value())
                        .describedAs(spec.name() + " " + name)
                        .isEqualTo(value));
            }
        }
    }
}
