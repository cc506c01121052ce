package io.tillstream.contracts.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaAccessTest {

    @TempDir
    Path folder;

    @Test
    void shouldNameOnlyTheBrokersWithoutAFile() {
        KafkaAccess access = KafkaAccess.of("one:9092,two:9092", Optional.empty());

        assertThat(access.client(Map.of("client.id", "a")))
                .containsOnly(Map.entry("client.id", "a"), Map.entry("bootstrap.servers", "one:9092,two:9092"));
        assertThat(KafkaAccess.of("one:9092", Optional.of(" "))).isEqualTo(KafkaAccess.open("one:9092"));
    }

    @Test
    void shouldAddTheLoginOfTheFileToEveryClientAndShowNoneOfItsSecrets() throws IOException {
        KafkaAccess access = KafkaAccess.of("one:9092", Optional.of(file("""
                        security.protocol=SASL_SSL
                        sasl.mechanism=SCRAM-SHA-512
                        sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="a" password="geheim";
                        ssl.truststore.location=/run/trust.pem
                        """)));

        assertThat(access.client(Map.of("acks", "all")))
                .containsEntry("acks", "all")
                .containsEntry("bootstrap.servers", "one:9092")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("ssl.truststore.location", "/run/trust.pem")
                .hasSize(6);
        assertThat(access.toString()).isEqualTo("one:9092 by SASL_SSL");
    }

    @Test
    void shouldRefuseWhatIsNotAboutTheLogin() throws IOException {
        Optional<String> file = Optional.of(file("security.protocol=SSL\nacks=0\n"));

        assertThatThrownBy(() -> KafkaAccess.of("one:9092", file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tillstream.kafka.client-config")
                .hasMessageContaining("acks");
    }

    @Test
    void shouldSayWhichFileIsMissing() {
        assertThatThrownBy(() -> KafkaAccess.of("one:9092", Optional.of("/nowhere/kafka.properties")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/nowhere/kafka.properties");
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("kafka.properties"), text).toString();
    }
}
