package io.tillstream.stack.launch;

import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.contracts.kafka.KafkaUser;
import io.tillstream.contracts.topic.TopicProvisioner;
import io.tillstream.stack.broker.BrokerSecurity;
import io.tillstream.stack.broker.LocalBroker;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Kafka as an installation runs it, open on the loopback interface or secured, and how its own commands and services reach it. */
public final class LocalKafka {

    private LocalKafka() {}

    /** Starts the broker of an installation; a secured one has all topics and ACLs when this returns. */
    static LocalBroker start(DataFolder data, int port) {
        FixedSettings settings = FixedSettings.of(data);
        if (!settings.secured()) {
            return LocalBroker.start(data.kafka(), port);
        }
        LocalBroker broker = LocalBroker.startSecured(data.kafka(), port, BrokerSecurity.in(data.kafkaUsers()));
        try {
            prepare(broker, settings.partitions());
            return broker;
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** How the commands of an installation reach Kafka: as the operator. */
    public static KafkaAccess access(DataFolder data, StackPorts ports) {
        return FixedSettings.of(data).secured()
                ? KafkaAccess.of(
                        ports.bootstrapServers(),
                        Optional.of(BrokerSecurity.clientFile(data.kafkaUsers(), BrokerSecurity.OPERATOR)
                                .toString()))
                : KafkaAccess.open(ports.bootstrapServers());
    }

    private static void prepare(LocalBroker broker, int partitions) {
        try (Admin admin = Admin.create(broker.access().client(Map.of()))) {
            TopicProvisioner.createMissing(admin, partitions);
            admin.createAcls(Arrays.stream(KafkaUser.values())
                            .flatMap(user -> user.acls().stream())
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take the topics and ACLs", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka took the topics and ACLs", e);
        }
    }
}
