package io.tillstream.stack.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.contracts.kafka.KafkaUser;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicProvisioner;
import io.tillstream.stack.runtime.ChildJvm;
import io.tillstream.stack.runtime.FolderInUseException;
import io.tillstream.stack.runtime.Ports;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
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
    void shouldLetASecuredBrokersUsersDoWhatTheyMayAndNothingElse() throws Exception {
        BrokerSecurity security = BrokerSecurity.in(folder.resolve("users"));
        try (LocalBroker broker = LocalBroker.startSecured(folder, 0, security)) {
            try (Admin operator = Admin.create(broker.access().client(Map.of()))) {
                TopicProvisioner.createMissing(operator, 2);
                operator.createAcls(KafkaUser.INGEST.acls()).all().get();
                operator.createAcls(KafkaUser.DASHBOARD.acls()).all().get();
            }
            KafkaAccess ingest = as(KafkaUser.INGEST, security, broker);
            KafkaAccess dashboard = as(KafkaUser.DASHBOARD, security, broker);

            assertThat(write(ingest, TOPIC)).isNull();
            assertThat(write(ingest, TopicCatalogue.PROFILES.name())).isInstanceOf(TopicAuthorizationException.class);
            assertThat(write(dashboard, TOPIC)).isInstanceOf(AuthorizationException.class);
            assertThat(commit(ingest)).isNull();
            assertThat(commit(dashboard)).isInstanceOf(AuthorizationException.class);
            assertThat(write(KafkaAccess.open(broker.bootstrapServers()), TOPIC))
                    .isInstanceOf(TimeoutException.class);
            KafkaAccess wrongPassword = new KafkaAccess(
                    ingest.bootstrapServers(),
                    replaced(ingest.security(), "sasl.jaas.config", "password=\"", "password=\"x"));
            assertThat(write(wrongPassword, TOPIC)).isInstanceOf(SaslAuthenticationException.class);
            BrokerSecurity.in(folder.resolve("users/other"));
            KafkaAccess otherAuthority = new KafkaAccess(
                    ingest.bootstrapServers(),
                    replaced(ingest.security(), "ssl.truststore.location", "broker.pem", "other/broker.pem"));
            assertThat(write(otherAuthority, TOPIC)).isInstanceOf(SslAuthenticationException.class);

            shouldLetWhoIsInGoOnWhenThePasswordChanges(broker, ingest);
        }
    }

    /** As docs/security.md says it: who is connected goes on, who comes anew needs the new password. */
    private static void shouldLetWhoIsInGoOnWhenThePasswordChanges(LocalBroker broker, KafkaAccess before)
            throws Exception {
        Map<String, Object> settings = before.client(Map.of("linger.ms", 0));
        try (Admin operator = Admin.create(broker.access().client(Map.of()));
                KafkaProducer<String, String> connected =
                        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            connected.send(new ProducerRecord<>(TOPIC, "key", "before")).get();
            operator.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            KafkaUser.INGEST.userName(),
                            new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 8192),
                            "another")))
                    .all()
                    .get();

            connected.send(new ProducerRecord<>(TOPIC, "key", "after")).get();
            assertThat(write(before, TOPIC)).isInstanceOf(SaslAuthenticationException.class);
            Map<String, String> changed = new HashMap<>(before.security());
            changed.computeIfPresent(
                    "sasl.jaas.config",
                    (name, value) -> value.replaceAll("password=\"[^\"]*\"", "password=\"another\""));
            assertThat(write(new KafkaAccess(before.bootstrapServers(), changed), TOPIC))
                    .isNull();
        }
    }

    @Test
    void shouldLetServicesLogInByTokens() throws Exception {
        BrokerSecurity security = BrokerSecurity.in(folder.resolve("users"));
        try (TokenServer company = new TokenServer()) {
            System.setProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls", company.address("/keys"));
            Map<String, String> byTokens = Map.of(
                    "listener.name.clients.sasl.enabled.mechanisms",
                    "SCRAM-SHA-512,OAUTHBEARER",
                    "listener.name.clients.oauthbearer.sasl.jaas.config",
                    "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;",
                    "listener.name.clients.oauthbearer.sasl.server.callback.handler.class",
                    "org.apache.kafka.common.security.oauthbearer.OAuthBearerValidatorCallbackHandler",
                    "listener.name.clients.oauthbearer.sasl.oauthbearer.jwks.endpoint.url",
                    company.address("/keys"),
                    "listener.name.clients.oauthbearer.sasl.oauthbearer.expected.issuer",
                    TokenServer.ISSUER,
                    "listener.name.clients.oauthbearer.sasl.oauthbearer.expected.audience",
                    TokenServer.AUDIENCE);
            try (LocalBroker broker = LocalBroker.startSecured(folder, security, byTokens)) {
                try (Admin operator = Admin.create(broker.access().client(Map.of()))) {
                    TopicProvisioner.createMissing(operator, 2);
                    operator.createAcls(KafkaUser.INGEST.acls()).all().get();
                }
                Path settings = folder.resolve("tokens.properties");
                KafkaAccess ingest = byToken(company, broker, settings, "ingest-service", "ecivres-tsegni");
                assertThat(write(ingest, TOPIC)).isNull();
                assertThat(write(ingest, TopicCatalogue.PROFILES.name()))
                        .isInstanceOf(TopicAuthorizationException.class);
                assertThat(write(byToken(company, broker, settings, "dashboard-ws", "sw-draobhsad"), TOPIC))
                        .isInstanceOf(AuthorizationException.class);
                int given = company.given();
                assertThat(write(byToken(company, broker, settings, "ingest-service", "guessed"), TOPIC))
                        .isNotNull();
                assertThat(company.given()).isEqualTo(given);
            } finally {
                System.clearProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls");
            }
        }
    }

    /** As docs/security.md has it. */
    private static KafkaAccess byToken(TokenServer company, LocalBroker broker, Path file, String client, String secret)
            throws IOException {
        Files.writeString(file, """
                security.protocol=SASL_SSL
                sasl.mechanism=OAUTHBEARER
                sasl.login.callback.handler.class=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler
                sasl.oauthbearer.token.endpoint.url=%s
                sasl.jaas.config=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required clientId="%s" clientSecret="%s" scope="kafka";
                ssl.truststore.type=PEM
                ssl.truststore.location=%s
                """.formatted(
                        company.address("/token"), client, secret, file.resolveSibling("users/broker.pem")));
        return KafkaAccess.of(broker.bootstrapServers(), Optional.of(file.toString()));
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

    private static KafkaAccess as(KafkaUser user, BrokerSecurity security, LocalBroker broker) {
        return KafkaAccess.of(
                broker.bootstrapServers(),
                Optional.of(security.clientFile(user.userName()).toString()));
    }

    private static Map<String, String> replaced(Map<String, String> settings, String name, String part, String by) {
        Map<String, String> changed = new HashMap<>(settings);
        changed.computeIfPresent(name, (key, value) -> value.replace(part, by));
        assertThat(changed).isNotEqualTo(settings);
        return changed;
    }

    /** The failure of an attempt to write, null when it succeeds. */
    private static @Nullable Throwable write(KafkaAccess access, String topic) {
        Map<String, Object> settings = access.client(Map.of(
                "max.block.ms", 3_000, "delivery.timeout.ms", 3_000, "request.timeout.ms", 2_000, "linger.ms", 0));
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", "value")).get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (KafkaException e) {
            // a producer whose first request was refused before this one names the refusal as the cause
            return e.getCause() instanceof AuthorizationException refused ? refused : e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e;
        }
    }

    /** The failure of an attempt to save a mapping, null when it succeeds. */
    private static @Nullable Throwable commit(KafkaAccess access) {
        String topic = TopicCatalogue.IMPORT_MAPPINGS.name();
        Map<String, Object> settings = access.client(Map.of("transactional.id", topic, "max.block.ms", 10_000));
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, "key", "value"));
            producer.commitTransaction();
            return null;
        } catch (KafkaException e) {
            return e;
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
