package io.tillstream.ingest.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tillstream.contracts.http.RequestTimes;
import io.tillstream.contracts.kafka.KafkaAccess;
import io.tillstream.ingest.privacy.PrivacyPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Settings of the service, each also an environment variable: {@code TILLSTREAM_KAFKA_BOOTSTRAP_SERVERS} and so on. */
@ConfigMapping(prefix = "tillstream")
public interface IngestConfig {

    /** The log. */
    Kafka kafka();

    /** Partitions of topics that this service has to create. */
    @WithDefault("4")
    int partitions();

    /** The reporting currency, ISO 4217. */
    @WithDefault("USD")
    String currency();

    /** Taking events in. */
    Ingest ingest();

    /** Where API keys for sending are kept, and who is an administrator. */
    QueryApi queryApi();

    /** How the services of the installation know each other. */
    Access access();

    /** Following requests through the services. */
    Traces traces();

    /** How long a request may take to arrive. */
    Http http();

    /** How long a request may take to arrive. */
    interface Http {
        /** From the first byte of a request to the end of its head; then the connection is closed. */
        @WithDefault("10s")
        Duration headTimeout();

        /** For a body, and a second more for each {@code body-rate} bytes of it that have arrived; then the connection is closed. */
        @WithDefault("60s")
        Duration bodyTimeout();

        /** Bytes of a body a second that are slow, but not too slow. */
        @WithDefault("1024")
        int bodyRate();

        /** All of it. */
        default RequestTimes times() {
            return new RequestTimes(headTimeout(), bodyTimeout(), bodyRate());
        }
    }

    /** Where API keys for sending are kept, and who is an administrator. */
    interface QueryApi {
        /** Scheme, host and port. */
        @WithDefault("http://127.0.0.1:8082")
        URI url();
    }

    /** How the services of the installation know each other. */
    interface Access {
        /** File with the key of the installation; without it only the keys of the file of write keys hold. */
        Optional<Path> serviceKeyFile();
    }

    /** Following requests through the services. */
    interface Traces {
        /** Address that takes OTLP over HTTP, such as {@code http://collector:4318/v1/traces}; without it nothing is traced. */
        Optional<URI> endpoint();

        /** Share of the requests that are traced, 0 to 1. */
        @WithDefault("0.01")
        double ratio();
    }

    /** Where the log is and how long to wait for it. */
    interface Kafka {
        /** Address of the brokers. */
        @WithDefault("127.0.0.1:19092")
        String bootstrapServers();

        /** File with the encryption and login of Kafka clients. */
        Optional<String> clientConfig();

        /** Where Kafka is, and how this process logs in there. */
        default KafkaAccess access() {
            return KafkaAccess.of(bootstrapServers(), clientConfig());
        }

        /** How long an event may wait for its acknowledgement before the sender is told to try again; at most 10 s. */
        @WithDefault("5s")
        Duration deliveryTimeout();

        /** Bytes that wait in the producer for Kafka. */
        @WithDefault("67108864")
        long bufferBytes();
    }

    /** Bounds of the ways in. */
    interface Ingest {
        /** File with lines {@code name=key}; without keys no event is taken. */
        Optional<Path> writeKeysFile();

        /** File with lines {@code source=secret} that shop systems sign their webhooks with. */
        Optional<Path> webhookSecretsFile();

        /** Largest body, as sent and as inflated. */
        @WithDefault("8388608")
        int maxBodyBytes();

        /** Bytes of all bodies together that are not answered yet. */
        @WithDefault("33554432")
        long maxInFlightBytes();

        /** Events in one request. */
        @WithDefault("10000")
        int maxEventsPerRequest();

        /** File with what is expected of each write key; without it nothing is. */
        Optional<Path> trackingPlanFile();

        /** Largest message at the WebSocket. */
        @WithDefault("1048576")
        int maxMessageBytes();

        /** Senders connected to the WebSocket at a time. */
        @WithDefault("1000")
        int maxSockets();

        /** How long a sender may take for one body. */
        @WithDefault("30s")
        Duration bodyTimeout();

        /** For how long the service takes events at its end when it says already that it is not ready: until load balancers send nobody here. */
        @WithDefault("0s")
        Duration shutdownDelay();

        /** What is held private. */
        Privacy privacy();
    }

    /** What is held private at the ways in. */
    interface Privacy {
        /** Personal fields in behavioural events: move, refuse, or by-door (refused in this product's own form, moved in those of other trackers). */
        @WithDefault("by-door")
        PrivacyPolicy.PersonalFields personalFields();

        /** Events that only watch a person who does not consent to it: withhold, unlink (kept as those of a visitor each), or keep. */
        @WithDefault("withhold")
        PrivacyPolicy.WithoutConsent withoutConsent();

        /** Whether the header DNT: 1 counts as no consent. */
        @WithDefault("true")
        boolean honourDoNotTrack();

        /** Whether the header Sec-GPC: 1 counts as no consent. */
        @WithDefault("true")
        boolean honourGlobalPrivacyControl();

        /** Whether what crawlers do is withheld. */
        @WithDefault("true")
        boolean withholdBots();

        /** Purposes that consent to being analysed goes by. */
        @WithDefault("analytics,statistics,tracking")
        Set<String> analyticsPurposes();

        /** Purposes that consent to being followed from an advertisement goes by. */
        @WithDefault("advertising,ads")
        Set<String> advertisingPurposes();

        /** All of it. */
        default PrivacyPolicy policy() {
            return new PrivacyPolicy(
                    personalFields(),
                    withoutConsent(),
                    honourDoNotTrack(),
                    honourGlobalPrivacyControl(),
                    withholdBots(),
                    analyticsPurposes(),
                    advertisingPurposes());
        }
    }
}
