package io.tillstream.stack.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicProvisioner;
import io.tillstream.stack.runtime.ChildJvm;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program that docs/consuming.md shows to other teams. */
@Timeout(120)
class FollowCustomersIT {

    private static final Path PROGRAM = Path.of("../docs/examples/FollowCustomers.java");
    private static final String PROFILES = TopicCatalogue.PROFILES.name();
    private static final Instant TIME = Instant.parse("2025-06-01T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void shouldTellOfCustomersWhoMayLeave() throws Exception {
        try (LocalBroker broker = LocalBroker.start(folder, 0)) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                TopicProvisioner.createMissing(admin, 1);
            }
            try (KafkaProducer<String, byte[]> producer = producer(broker.bootstrapServers())) {
                producer.beginTransaction();
                send(producer, "withdrawn", "High");
                producer.flush();
                producer.abortTransaction();
                producer.beginTransaction();
                send(producer, "faithful", "Low");
                send(producer, "restless", "High");
                producer.send(new ProducerRecord<>(PROFILES, "forgotten", null));
                producer.commitTransaction();
            }

            try (ChildJvm program = ChildJvm.startSource(PROGRAM, broker.bootstrapServers(), "a-team")) {
                assertThat(program.readLine()).isEqualTo("restless may leave, worth 12.5");
                assertThat(program.readLine()).isEqualTo("forgotten is gone: forget what was kept of it");
            }
        }
    }

    private static KafkaProducer<String, byte[]> producer(String bootstrapServers) {
        KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "engine"),
                new StringSerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }

    private static void send(KafkaProducer<String, byte[]> producer, String customer, String churnTier) {
        CustomerProfile profile = new CustomerProfile(
                customer,
                TIME,
                TIME,
                TIME,
                TIME,
                1,
                1,
                12_500_000,
                0,
                12_500_000,
                12_500_000L,
                0,
                0,
                null,
                1,
                1,
                1.0,
                1,
                null,
                null,
                churnTier,
                "rule",
                null,
                null,
                null,
                null,
                null,
                TIME,
                TIME);
        producer.send(new ProducerRecord<>(
                PROFILES, customer, OutputJson.of(CustomerProfile.class).write(profile)));
    }
}
