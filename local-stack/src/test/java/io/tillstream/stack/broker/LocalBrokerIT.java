package io.tillstream.stack.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicProvisioner;
import io.tillstream.stack.runtime.ChildJvm;
import io.tillstream.stack.runtime.FolderInUseException;
import io.tillstream.stack.runtime.Ports;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LocalBrokerIT {

    private static final String TOPIC = TopicCatalogue.EVENTS.name();

    @TempDir
    Path folder;

    @Test
    void shouldKeepTopicsAndRecordsOverARestart() throws Exception {
        try (LocalBroker broker = LocalBroker.start(folder, 0)) {
            createTopics(broker);
            send(broker, "one", "two");
        }
        try (LocalBroker broker = LocalBroker.start(folder, 0)) {
            send(broker, "three");

            assertThat(read(broker, 3)).containsExactly("one", "two", "three");
        }
    }

    @Test
    void shouldKeepAcknowledgedRecordsWhenTheProcessIsKilled() throws Exception {
        try (ChildJvm child = ChildJvm.start(BrokerProgram.class, folder.toString())) {
            String bootstrapServers = child.readLine();
            child.awaitLine("ready");
            createTopics(bootstrapServers);
            send(bootstrapServers, "one", "two");
            child.kill();
        }
        try (LocalBroker broker = LocalBroker.start(folder, 0)) {
            send(broker, "three");

            assertThat(read(broker, 3)).containsExactly("one", "two", "three");
        }
    }

    @Test
    void shouldRefuseASecondBrokerOnTheSameFolder() {
        try (LocalBroker broker = LocalBroker.start(folder, 0)) {
            assertThatThrownBy(() -> LocalBroker.start(folder, 0))
                    .isInstanceOf(FolderInUseException.class)
                    .hasMessageContaining(folder.toString());
            assertThat(broker.bootstrapServers()).isEqualTo(Ports.LOOPBACK + ":" + broker.port());
        }
    }

    @Test
    void shouldTakeAnotherPortWhenTheFirstWasTakenMeanwhile() throws Exception {
        int free = Ports.free();
        try (ServerSocket other = new ServerSocket(0, 1, Ports.address())) {
            Iterator<Integer> ports = List.of(other.getLocalPort(), free).iterator();

            try (LocalBroker broker = LocalBroker.start(folder, 0, ports::next)) {
                createTopics(broker);
                send(broker, "one");

                assertThat(broker.port()).isEqualTo(free);
                assertThat(read(broker, 1)).containsExactly("one");
            }
        }
    }

    @Test
    void shouldNameTheReasonWhenAGivenPortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, Ports.address())) {
            assertThatThrownBy(() -> LocalBroker.start(folder, other.getLocalPort()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Address already in use");
        }
    }

    @Test
    void shouldNotCreateATopicThatNobodyAskedFor() {
        try (LocalBroker broker = LocalBroker.start(folder, 0)) {
            Map<String, Object> impatient = producerSettings(broker.bootstrapServers());
            impatient.put("max.block.ms", "1500");
            try (KafkaProducer<String, String> producer = new KafkaProducer<>(impatient)) {
                assertThatThrownBy(() -> producer.send(new ProducerRecord<>("unheard-of", "x"))
                                .get())
                        .isInstanceOf(ExecutionException.class);
            }
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                assertThatThrownBy(() -> admin.describeTopics(List.of("unheard-of"))
                                .allTopicNames()
                                .get())
                        .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
            }
        }
    }

    private static void createTopics(LocalBroker broker) throws Exception {
        createTopics(broker.bootstrapServers());
    }

    private static void createTopics(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            TopicProvisioner.createMissing(admin, 2);
        }
    }

    private static void send(LocalBroker broker, String... values) throws Exception {
        send(broker.bootstrapServers(), values);
    }

    private static void send(String bootstrapServers, String... values) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(producerSettings(bootstrapServers))) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(TOPIC, 0, "key", value)).get();
            }
        }
    }

    private static Map<String, Object> producerSettings(String bootstrapServers) {
        return new HashMap<>(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "key.serializer",
                StringSerializer.class,
                "value.serializer",
                StringSerializer.class));
    }

    private static List<String> read(LocalBroker broker, int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "key.deserializer", StringDeserializer.class,
                "value.deserializer", StringDeserializer.class);
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings)) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (values.size() < count) {
                consumer.poll(Duration.ofMillis(200)).forEach(polled -> values.add(polled.value()));
            }
        }
        return values;
    }
}
